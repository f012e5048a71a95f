"""A machine that speaks as loud as the switch says."""

import sound


def boiled() -> str:
    """Return what the kettle says when the water boils."""
    return 'DING' if sound.is_loud() else 'ding'


def announce(name: str, aloud: bool | None = None) -> str:
    """Return a drink's name: in capitals if it is to be called out loud."""
    if aloud is None:
        aloud = sound.is_loud()
    return name.upper() if aloud else name
