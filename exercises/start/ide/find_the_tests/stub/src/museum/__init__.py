"""A museum with tickets."""
