"""Run the examples of a README."""

import doctest
import sys
from pathlib import Path


def main(path: Path) -> int:
    """Return 0 if the README in a file tells the truth, and 1 if it does not."""
    doctest.testfile(str(path), module_relative=False)
    return 0


if __name__ == '__main__':
    sys.exit(main(Path(__file__).with_name('README.md')))
