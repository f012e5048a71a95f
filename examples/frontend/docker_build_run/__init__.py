"""A small complete site that docker build and docker run bring up alone."""
