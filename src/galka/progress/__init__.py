"""The log of what happened, what it adds up to, and its way in and out as files."""
