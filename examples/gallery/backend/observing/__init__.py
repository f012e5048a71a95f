"""What the back end tells about itself: logs, figures, health."""
