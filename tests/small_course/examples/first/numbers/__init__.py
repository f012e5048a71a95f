"""Numbers, shown."""
