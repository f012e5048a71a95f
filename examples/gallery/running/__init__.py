"""Runs the whole gallery on one machine, without Docker: what ``make gallery`` starts."""
