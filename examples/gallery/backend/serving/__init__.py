"""Daphne, with what it lacks: a limit on bodies, and an end that loses nothing."""
