"""What `galka watch` waits for: a saved file, or a pressed key."""
