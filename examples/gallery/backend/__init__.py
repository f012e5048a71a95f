"""The back end: the JSON API of the gallery, its WebSocket and its background work."""
