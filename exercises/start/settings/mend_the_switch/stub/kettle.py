"""A machine that speaks as loud as the switch says."""

from sound import loud


def boiled() -> str:
    """Return what the kettle says when the water boils."""
    return 'DING' if loud else 'ding'


def announce(name: str, aloud: bool = loud) -> str:
    """Return a drink's name: in capitals if it is to be called out loud."""
    return name.upper() if aloud else name
