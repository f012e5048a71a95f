"""From an answer to a verdict: real pytest, in a process of its own that leaves nothing behind."""
