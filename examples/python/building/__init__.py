"""A small project that is built, installed in a fresh environment and run."""
