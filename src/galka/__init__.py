"""A checklist in which every tick is earned against the real tool."""

__version__ = '0.1.0'
