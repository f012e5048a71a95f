"""Run the examples of a README."""

import doctest
import sys
from pathlib import Path


def main(path: Path) -> int:
    """Return 0 if the README in a file tells the truth, and 1 if it does not."""
    results = doctest.testfile(str(path), module_relative=False)
    # From 3.13 on the examples that were skipped are among those attempted.
    proving = results.attempted - getattr(results, 'skipped', 0)
    return 0 if proving and not results.failed else 1


if __name__ == '__main__':
    sys.exit(main(Path(__file__).with_name('README.md')))
