"""What the lessons show: programs that run as they stand."""
