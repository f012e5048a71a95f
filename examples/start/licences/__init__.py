"""Licences that programs read: in an environment, in a wheel, in one work."""
