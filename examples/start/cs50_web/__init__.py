"""A notebook on the web with three holes, attacked, and the same one with the holes closed."""
