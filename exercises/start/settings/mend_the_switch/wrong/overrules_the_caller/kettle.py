"""A machine that speaks as loud as the switch says."""

import sound


def boiled() -> str:
    """Return what the kettle says when the water boils."""
    return 'DING' if sound.loud else 'ding'


def announce(name: str, aloud: bool = False) -> str:
    """Return a drink's name: in capitals if it is to be called out loud."""
    return name.upper() if aloud or sound.loud else name
