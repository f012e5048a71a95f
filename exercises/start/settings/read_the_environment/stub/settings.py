"""The settings of the shop, from the environment."""

from collections.abc import Mapping
from dataclasses import dataclass


class SettingsError(Exception):
    """Says everything that is wrong with the environment."""


@dataclass
class Settings:
    """What the shop has to know before it starts."""

    database: str
    secret: str
    port: int
    debug: bool
    timeout: float
    hosts: tuple[str, ...]


def load(environ: Mapping[str, str]) -> Settings:
    """Return the settings that the variables stand for.

    Raises:
        SettingsError: at least one variable is missing, wrong or unknown.

    """
    return Settings(
        database=environ.get('SHOP_DATABASE'),
        secret=environ.get('SHOP_SECRET', 'secret'),
        port=environ.get('SHOP_PORT', 8000),
        debug=bool(environ.get('SHOP_DEBUG', False)),
        timeout=float(environ.get('SHOP_TIMEOUT', 5)),
        hosts=environ.get('SHOP_HOSTS', '').split(','),
    )
