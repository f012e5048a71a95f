"""Examples of the small course."""
