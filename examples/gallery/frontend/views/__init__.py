"""One blueprint for each part of the site."""
