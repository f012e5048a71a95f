"""One function in several ways, and what the tools measure of each."""
