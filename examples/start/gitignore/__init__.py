"""Which rule decides about which file, asked from git itself."""
