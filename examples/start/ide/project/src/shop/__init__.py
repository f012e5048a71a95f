"""The shop that is debugged."""
