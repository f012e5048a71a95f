"""What the lessons on git show."""
