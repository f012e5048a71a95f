"""What galka talks about: frozen values without input or output."""
