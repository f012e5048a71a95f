"""The gate: run the parts of ``make test``, say how long each took and what was not verified.

Usage: python tests/gate.py [PART ...]     without a part: all of them, in order
"""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

ROOT = Path(__file__).parents[1]
REQUIRE_TOOLS = os.environ.get('GALKA_REQUIRE_TOOLS') == '1'
JOBS = str(os.cpu_count() or 1)
PYTEST = ('python', '-m', 'pytest', '--quiet')
#: Plug-ins are named: loading all that are installed costs each run two seconds.
SIDE_BY_SIDE = ('-p', 'xdist', '-p', 'xdist.looponfail', '-p', 'randomly', '-n', JOBS)
LIGHTHOUSE = 'tests/site/test_lighthouse.py'
CODE = ('src', 'tests', 'examples', 'exercises', 'docs', '.github')
WORDS = ('lessons', 'README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md')

DEPLOY = ROOT / 'examples' / 'gallery' / 'deploy'

#: The parts in order, the quickest verdicts first; each is a few commands.
Command: TypeAlias = Sequence[str]
PARTS: Mapping[str, Sequence[Command]] = MappingProxyType(
    {
        'lint': (
            ('ruff', 'format', '--check', '--quiet', '.'),
            ('ruff', 'check', '--quiet', '.'),
            ('flake8', *CODE),
            ('lint-imports', '--no-cache'),
            ('hadolint', *map(str, DEPLOY.glob('*.Dockerfile'))),
            ('sphinx-lint', 'lessons', 'docs'),
            ('codespell', *CODE, *WORDS),
        ),
        'types': (('mypy', '--no-error-summary'), ('python', 'tests/gallery/check_types.py')),
        'unit': ((*PYTEST, *SIDE_BY_SIDE, 'tests/unit', 'tests/course', 'tests/repository'),),
        'pages': ((*PYTEST, *SIDE_BY_SIDE, '-p', 'galka.pages', 'lessons', 'docs'),),
        'proof': (('galka', 'verify', '--output', 'build/proof.json'),),
        'gallery_tests': (
            (*PYTEST, *SIDE_BY_SIDE, 'tests/gallery/backend', 'tests/gallery/frontend'),
            # Whole sites are started and ended: one after the other.
            (
                *PYTEST,
                'tests/gallery/running',
                'tests/gallery/end_to_end',
                'tests/gallery/bench',
            ),
        ),
        # Which exercises run in a page is found out before the pages say so. Limits are in real
        # seconds there: one test at a time.
        'browser': (
            ('python', 'docs/check_scripts.py'),
            ('python', 'docs/prove_in_browser.py'),
            (*PYTEST, 'tests/solving'),
        ),
        'notebooks': ((*PYTEST, *SIDE_BY_SIDE, '-p', 'nbmake', '--nbmake', 'notebooks'),),
        'site': (
            ('python', 'docs/build.py'),
            (*PYTEST, *SIDE_BY_SIDE, 'tests/site', f'--ignore={LIGHTHOUSE}'),
            # Alone: a page is not slow because another test keeps the processor busy.
            (*PYTEST, LIGHTHOUSE),
        ),
    }
)
NOT_VERIFIED = re.compile(r'not verified: .*\(install: .*\)')
#: What `galka verify` ends with when the only trouble is a missing tool.
TOOL_MISSING = 3


def main(names: Sequence[str]) -> int:
    """Run the named parts, or all; return 0 when all passed and nothing had to be left out."""
    unknown = sorted(set(names) - PARTS.keys())
    if unknown:
        _say(f'no such part: {", ".join(unknown)}; there are {", ".join(PARTS)}')
        return 2
    # Started in the background, it would hand down that Ctrl-C is ignored; tests send one.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    lines: list[str] = []
    failed = [name for name in names or PARTS if not _run_part(name, lines)]
    missing = sorted({match[0] for match in map(NOT_VERIFIED.search, lines) if match})
    for line in missing:
        _say(line)
    if missing and REQUIRE_TOOLS:
        failed.append('tools (GALKA_REQUIRE_TOOLS=1 allows nothing to be left out)')
    _say(f'FAILED: {", ".join(failed)}' if failed else 'everything passed')
    return 1 if failed else 0


def _run_part(name: str, lines: list[str]) -> bool:
    """Run one part's commands, all of them even when one fails, and keep what they print."""
    _say(f'== {name}')
    started = time.monotonic()
    passed = True
    for command in PARTS[name]:
        passed = _run(command, lines) and passed
    verdict = 'passed' if passed else 'FAILED'
    _say(f'== {name} {verdict} in {time.monotonic() - started:.0f} s\n')
    return passed


def _run(command: Command, lines: list[str]) -> bool:
    program = Path(sys.executable).with_name(command[0])
    with subprocess.Popen(
        [program, *command[1:]],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ
        | {
            'PATH': f'{program.parent}{os.pathsep}{os.environ["PATH"]}',
            'PYTEST_DISABLE_PLUGIN_AUTOLOAD': '1',
        },
    ) as process:
        lines.extend(_shown(process))
        code = process.wait()
    left_out = command[0] == 'galka' and code == TOOL_MISSING
    passed = code == 0 or (left_out and not REQUIRE_TOOLS)
    if not passed:
        _say(f'   failed with exit code {code}: {" ".join(command)}')
    return passed


def _shown(process: subprocess.Popen[str]) -> Iterator[str]:
    for line in process.stdout or ():
        _say(line.rstrip('\n'))
        yield line


def _say(line: str) -> None:
    sys.stdout.write(f'{line}\n')
    sys.stdout.flush()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
