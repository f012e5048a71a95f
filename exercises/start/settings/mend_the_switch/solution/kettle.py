"""A machine that speaks as loud as the switch says."""

# Not the value, which would be a copy of this moment: the module, asked again at each call.
import sound


def boiled() -> str:
    """Return what the kettle says when the water boils."""
    return 'DING' if sound.loud else 'ding'


def announce(name: str, aloud: bool | None = None) -> str:
    """Return a drink's name: in capitals if it is to be called out loud."""
    # An outspoken False is an answer too, so `aloud or sound.loud` would not do.
    if aloud is None:
        aloud = sound.loud
    return name.upper() if aloud else name
