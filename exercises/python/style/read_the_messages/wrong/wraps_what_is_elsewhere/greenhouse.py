"""When the windows of a greenhouse open."""

from pathlib import Path
from runpy import run_path

_old = run_path(str(Path(__file__).with_name('old.txt')))


def wish(plant: str, wishes: dict[str, int]) -> int:
    """Return the degrees that a plant wishes, and 18 for a plant that nobody asked."""
    return _old['wish'](plant, wishes)


def is_open(degrees: int, wished: int, time: str, rain: bool) -> bool:
    """Tell whether the window above a plant is open."""
    return _old['is_open'](degrees, wished, time, rain)


def label(plant: str, degrees: int) -> str:
    """Return the text for the sign at a plant."""
    return _old['label'](plant, degrees)
