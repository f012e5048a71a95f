"""Examples of the track start."""
