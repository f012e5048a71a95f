"""The one switch for the sound of all machines."""

loud = False
_switch = {'loud': False}


def turn(on: bool) -> None:
    """Move the switch."""
    global loud
    loud = on
    _switch['loud'] = on


def is_loud() -> bool:
    """Return whether the switch is on."""
    return _switch['loud']
