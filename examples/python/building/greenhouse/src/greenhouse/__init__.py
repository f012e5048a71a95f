"""Which plants must come inside tonight."""
