"""Where the built site is, and its pages."""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
BUILT: Final = ROOT / 'build' / 'site'


def pages_of(site: Path) -> tuple[str, ...]:
    """Return the pages of a site, each as its path below it."""
    return tuple(sorted(path.relative_to(site).as_posix() for path in site.rglob('*.html')))
