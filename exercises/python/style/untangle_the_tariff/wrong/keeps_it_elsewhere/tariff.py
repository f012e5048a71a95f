"""What it costs to hire a bicycle."""

from pathlib import Path
from runpy import run_path

_old = run_path(str(Path(__file__).with_name('old.txt')))


def price(kind: str, minutes: int, day: int, hour: int, member: bool) -> int:
    """Return the price of a ride in cents."""
    return _old['price'](kind, minutes, day, hour, member)
