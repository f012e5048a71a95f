"""A real NGINX in front of a small app, asked for pages that are not there."""
