"""How the back end is put together: settings, addresses, and the server's entry point."""
