"""The learner's own folder: one folder a task, a log of what happened, and snapshots."""
