"""What doctests see, what they miss, and how to compare in your own way."""
