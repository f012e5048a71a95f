"""The gallery: people upload photos, sort them into albums, and show some of them to everybody."""
