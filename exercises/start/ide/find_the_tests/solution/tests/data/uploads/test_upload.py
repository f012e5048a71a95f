"""What a visitor sent in: a sample, no test."""

raise RuntimeError('a sample was run')
