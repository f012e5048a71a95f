"""Prove in a real browser which exercises run in the page."""
