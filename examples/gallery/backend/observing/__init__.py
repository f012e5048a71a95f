"""What the back end tells about itself: a line for each request, figures, health."""
