"""The course on the disk: its manifest, its ids, its tasks' files and its checklist."""
