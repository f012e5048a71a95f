"""Failures that a habit prevents, each small enough to be seen."""
