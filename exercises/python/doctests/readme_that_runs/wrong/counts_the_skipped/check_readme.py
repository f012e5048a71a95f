"""Run the examples of a README."""

import doctest
import sys
from pathlib import Path

FENCE = '```'


def main(path: Path) -> int:
    """Return 0 if the README in a file tells the truth, and 1 if it does not."""
    lines = path.read_text('utf-8').splitlines()
    # An empty line ends a result, and the lines after it keep their numbers.
    text = '\n'.join('' if line.lstrip().startswith(FENCE) else line for line in lines)
    test = doctest.DocTestParser().get_doctest(f'{text}\n', {}, path.name, str(path), 0)
    # Skipped examples prove nothing either.
    proving = [example for example in test.examples]
    failed = doctest.DocTestRunner().run(test).failed
    return 0 if proving and not failed else 1


if __name__ == '__main__':
    sys.exit(main(Path(__file__).with_name('README.md')))
