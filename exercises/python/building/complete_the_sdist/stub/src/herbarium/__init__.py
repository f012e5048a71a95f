"""Plants by their Latin names."""
