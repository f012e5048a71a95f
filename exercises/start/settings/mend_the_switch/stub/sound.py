"""The one switch for the sound of all machines."""

loud = False


def turn(on: bool) -> None:
    """Move the switch."""
    loud = on
