"""Examples of the track on the language itself."""
