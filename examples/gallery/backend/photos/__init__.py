"""Photos and albums: their rows, their files, and the work on them."""
