"""List the ten programs, or run those that are named: ``NAME ...`` or ``all``."""

import importlib
import sys
from types import ModuleType

PROGRAMS = (
    'forty_line_loop',
    'echo_server',
    'chat',
    'crawler_with_limit',
    'producer_consumer',
    'timeouts_and_cancellation',
    'graceful_shutdown',
    'blocking_calls',
    'streams_as_iterators',
    'debugging',
)


def load(name: str) -> ModuleType:
    """Import a program by its name."""
    return importlib.import_module(f'examples.python.asyncio_examples.{name}')


def show_list() -> None:
    """Print each name with the first line of its module."""
    for name in PROGRAMS:
        print(name.ljust(25), load(name).__doc__)
    print('Run one: python -m examples.python.asyncio_examples NAME (or: all)')


def run(name: str) -> None:
    """Run one program under a heading."""
    print(f'--- {name}', flush=True)
    load(name).main()


def main() -> int:
    """Do what the command line asks; return the exit code."""
    names = tuple(sys.argv[1:])
    if names == ('all',):
        names = PROGRAMS
    unknown = set(names).difference(PROGRAMS)
    if unknown:
        print('No such program:', *sorted(unknown), file=sys.stderr)
        return 2
    for name in names:
        run(name)
    if not names:
        show_list()
    return 0


if __name__ == '__main__':
    sys.exit(main())
