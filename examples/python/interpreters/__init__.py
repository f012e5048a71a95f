"""The same loop interpreted, compiled while it runs, and compiled before."""
