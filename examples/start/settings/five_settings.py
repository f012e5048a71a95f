"""Run one program under five settings of the interpreter, and show what each changes."""

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).with_name('habits.py')
# [start settings]
SETTINGS = (
    'python',
    'python -O',
    'python -W error',
    'python -X dev',
    'python -I',
    'PYTHONHASHSEED=1 python',
)
# [end settings]


def run(setting: str) -> dict[str, str]:
    """Run the program once, and return what it tells of each of its habits."""
    variables, _, options = setting.partition('python')
    # PYTHON* variables of our own environment would be settings too.
    environ = {name: text for name, text in os.environ.items() if not name.startswith('PYTHON')}
    environ.update(pair.split('=') for pair in variables.split())
    ended = subprocess.run(
        [sys.executable, *options.split(), PROGRAM],
        env=environ,
        capture_output=True,
        check=True,
        text=True,
    )
    return dict(line.split(': ') for line in ended.stdout.splitlines())


def behaviour(setting: str) -> dict[str, str]:
    """Run the program twice: a value may be another one in each run."""
    first, second = run(setting), run(setting)
    numbers = 'is the same in two runs', 'is new in each run'
    return {
        name: numbers[told != second[name]] if 'hash' in name else told
        for name, told in first.items()
    }


def main() -> None:
    """Print what the program does without a setting, then what each setting changes."""
    usual: dict[str, str] = {}
    for setting in SETTINGS:
        found = behaviour(setting)
        print(setting, PROGRAM.name)
        for name, told in found.items():
            if usual.get(name) != told:
                print('   ', name, told)
        usual = usual or found


if __name__ == '__main__':
    main()
