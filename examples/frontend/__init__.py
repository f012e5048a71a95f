"""Frontend: what stands between the browser and the application."""
