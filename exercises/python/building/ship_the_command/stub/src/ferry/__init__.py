"""When the next ferry leaves."""
