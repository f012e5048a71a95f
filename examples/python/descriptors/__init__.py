"""What reading an attribute does, and who may answer."""
