"""Programs that start programs, and what goes wrong between them."""
