"""What slots cost and save, measured."""
