"""A launch configuration, started as an IDE starts it, up to a breakpoint."""
