"""Start a launch configuration up to a breakpoint: ``galka run start/ide``."""

from pathlib import Path

from examples.start.ide import launching
from examples.start.ide.adapter import Adapter

PROJECT = Path(__file__).with_name('project')
SOURCE = PROJECT / 'src' / 'shop' / 'report.py'
BREAKPOINT = 'lines.append'
WATCHED = ('price', 'taxed', 'with_tax(2 * price)')


def main() -> None:
    """Print where the program stops, and what is seen there."""
    lines = SOURCE.read_text(encoding='utf-8').splitlines()
    number = next(number for number, line in enumerate(lines, start=1) if BREAKPOINT in line)
    configuration = launching.read(PROJECT, 'Report of May')
    # A course that was installed lies among the libraries, where debugpy stops only when asked to.
    configuration['justMyCode'] = False
    with Adapter() as adapter:
        frame = adapter.stop_at(configuration, SOURCE, number)
        place = Path(frame['source']['path']).relative_to(PROJECT)
        print(f'stopped at {place}:{frame["line"]} in {frame["name"]}')
        for expression in WATCHED:
            seen = adapter.value(frame, expression)
            print(f'  {expression} = {seen}')


if __name__ == '__main__':
    main()
