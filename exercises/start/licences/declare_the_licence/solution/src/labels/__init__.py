"""Labels for jars."""
