"""What all answers of the API have in common: problems, pages, limits, the schema."""
