"""Enumerations: members with behaviour, how a class of them is made, and what it costs."""
