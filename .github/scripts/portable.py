"""Run what needs nothing but Python and galka, on Linux, macOS and Windows alike.

Usage: python .github/scripts/portable.py tests    the tests of the tool
       python .github/scripts/portable.py tasks    the proof of all tasks that need no tool
"""

import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from galka.course import manifest

ROOT = Path(__file__).parents[2]
TOOL = 'tests/unit/tool'
FIXTURES = 'tests/unit/fixtures'
#: What runs everywhere. Pages, containers, databases and NGINX are the gate's business, on Linux.
EVERYWHERE = (
    'tests/unit/test_translation.py',
    f'{TOOL}/test_check.py',
    f'{TOOL}/test_help.py',
    f'{TOOL}/test_list.py',
    f'{TOOL}/test_log.py',
    f'{TOOL}/test_output.py',
    f'{TOOL}/test_progress.py',
    f'{TOOL}/test_reset.py',
    f'{TOOL}/test_start.py',
    f'{TOOL}/test_verify.py',
    f'{FIXTURES}/test_fetching.py',
    f'{FIXTURES}/test_nginx_config.py',
    f'{FIXTURES}/test_plugin.py',
    f'{FIXTURES}/test_ports.py',
    f'{FIXTURES}/test_upstream.py',
    f'{FIXTURES}/test_verdict.py',
)
#: What needs the signals, shells and forks of a Unix.
ON_UNIX = ('tests/unit/test_tools.py', f'{TOOL}/test_killed.py', f'{TOOL}/test_serve.py')
#: Single tests that a system has no means for, each with the reason.
NO_MEANS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        'linux': {},
        'darwin': {
            f'{TOOL}/test_log.py::test_a_full_disk_is_told': 'there is no /dev/full',
        },
        'win32': {
            f'{TOOL}/test_log.py::test_a_full_disk_is_told': 'there is no /dev/full',
            f'{TOOL}/test_output.py::test_a_closed_pipe_is_no_crash': 'there is no SIGPIPE',
            f'{TOOL}/test_reset.py::test_an_executable_stub_stays_executable': (
                'files have no executable bit'
            ),
            f'{TOOL}/test_verify.py::test_an_interruption_ends_at_once': (
                'a process can not be sent SIGINT'
            ),
        },
    }
)
#: Tasks that can not be solved on a system, each with the reason.
NOT_TO_BE_SOLVED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        'win32': {
            'python/asyncio_examples/drain_on_sigterm': 'a process can not be sent SIGTERM',
        },
    }
)


def tests(system: str) -> Iterator[str]:
    """Yield pytest's arguments on a system."""
    yield from EVERYWHERE
    if system != 'win32':
        yield from ON_UNIX
    for test in NO_MEANS[system]:
        yield from ('--deselect', test)


def tasks(system: str) -> Iterator[str]:
    """Yield the ids of the tasks that need no tool, and can be solved on a system."""
    for lesson in manifest.load(ROOT).lessons:
        if not lesson.tools:
            yield from (
                task.id for task in lesson.tasks if task.id not in NOT_TO_BE_SOLVED.get(system, {})
            )


def main(arguments: Sequence[str]) -> int:
    """Run one of the two and return its exit code."""
    if arguments == ['tests']:
        command = ['pytest', '--quiet', *tests(sys.platform)]
    elif arguments == ['tasks']:
        command = ['galka', 'verify', *tasks(sys.platform)]
    else:
        sys.exit(__doc__)
    return subprocess.run([sys.executable, '-m', *command], cwd=ROOT, check=False).returncode


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
