"""The only part of galka that prints."""
