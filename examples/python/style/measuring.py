"""Ask flake8 with wemake-python-styleguide for the numbers of four functions."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

WAYS: Final = ('nested', 'flat', 'folded', 'table')
MEASURES: Final = ('C901', 'WPS231', 'WPS221')
FOLDER: Final = Path(__file__).with_name('ways')
# Limits so low that all is reported, and no file of the project's that says otherwise.
OPTIONS: Final = (
    '--isolated',
    '--require-plugins=wemake-python-styleguide',
    '--select=C901,WPS231,WPS221',
    '--max-complexity=0',
    '--max-cognitive-score=1',
    '--max-line-complexity=1',
    '--format=%(path)s %(code)s %(text)s',
)
# A message ends with the number and the limit, or with the number in brackets.
MESSAGE: Final = re.compile(r'(\w+)\.py (\w+) .*?(\d+)(?: > 1|\))$', re.MULTILINE)


def messages() -> str:
    """Return what flake8 says of the four ways of writing the function."""
    ended = subprocess.run(
        [sys.executable, '-m', 'flake8', *OPTIONS, FOLDER],
        check=False,
        capture_output=True,
        text=True,
    )
    # Without flake8 or its plugin a table of dashes would look like a result.
    if not MESSAGE.search(ended.stdout):
        sys.exit(f'{ended.stdout}{ended.stderr}galka doctor shows how to install it.')
    return ended.stdout


def highest(said: str, way: str, measure: str) -> str:
    """Return the highest number that one rule found in one way, and a dash if it found none."""
    found = [int(number) for *where, number in MESSAGE.findall(said) if where == [way, measure]]
    return str(max(found)) if found else '-'


def main() -> None:
    """Print a table of the four ways."""
    said = messages()
    print('way', *MEASURES, sep='\t')
    for way in WAYS:
        print(way, *(highest(said, way, measure) for measure in MEASURES), sep='\t')


if __name__ == '__main__':
    main()
