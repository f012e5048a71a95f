"""How the table of counts came to be."""
