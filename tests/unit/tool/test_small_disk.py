"""A disk that is full or read-only costs nothing but the command that met it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.tool.driver import Galka
from tests.unit.tool.figures import REFUSED
from tests.unit.tool.small_disk import FULL, READ_ONLY

ROOT = Path(__file__).parents[3]
DOUBLE = 'first/numbers/double'
#: Its verdict is shown all the same.
CHECK = ('check', 'double')
#: Every command that changes something, after a reset and with a hint taken.
COMMANDS = (
    ('start',),
    ('next',),
    ('open', 'commit'),
    ('hint',),
    ('solution', 'greet', '--reveal'),
    ('reset', 'double'),
    ('undo', 'double'),
    ('progress', 'import', 'list.txt'),
    ('progress', 'merge', 'other.json'),
    ('progress', 'export', 'workspace/export.json'),
    CHECK,
)
#: ``start`` finds a workspace and has nothing to write.
QUIET = ('start',)
#: As a user of one's own, with a mount of one's own: `unshare` may be refused to others than root.
UNSHARE = ('unshare', '--mount') if os.geteuid() == 0 else ('unshare', '--mount', '--map-root-user')


def may_unshare() -> bool:
    """Tell whether this machine lets this user have a disk of their own."""
    if not shutil.which('unshare'):
        return False
    trial = [*UNSHARE, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']
    return subprocess.run(trial, check=False, capture_output=True).returncode == 0


@pytest.mark.skipif(not may_unshare(), reason='no disk of its own can be mounted here')
@pytest.mark.parametrize(
    ('kind', 'told'),
    [(FULL, 'No space left on device'), (READ_ONLY, 'Read-only file system')],
)
def test_nothing_is_damaged(
    started: Galka,
    kind: str,
    told: str,
    record_property: Callable[[str, int], None],
) -> None:
    """Each command says what is wrong, and every file of the workspace is as it was."""
    started.solve(DOUBLE)
    started('check')
    started('reset', 'double')
    started.write(DOUBLE, 'doubling.py', 'mine = 1\n')
    (started.here / 'list.txt').write_text('+ Letters\n')
    started('progress', 'export', 'workspace/export.json')
    exported = started('progress', 'export', '--format', 'json').stdout
    (started.here / 'other.json').write_text(exported.replace('"id": "', '"id": "other'))
    ended = subprocess.run(
        [*UNSHARE, sys.executable, '-m', 'tests.unit.tool.small_disk', kind, started.workspace],
        cwd=ROOT,
        env=dict(started.environment),
        input=json.dumps([[*started.command, *words] for words in COMMANDS]),
        capture_output=True,
        check=False,
        text=True,
    )
    assert not ended.returncode, ended.stderr
    for words, came in zip(COMMANDS, json.loads(ended.stdout), strict=True):
        said = came['said']
        assert came['unchanged'], f'{words}: {said}'
        assert 'Traceback' not in said, said
        assert "[('" not in said, said
        assert ('double: failed' in said) is (words == CHECK), said
        if words != QUIET:
            assert (came['code'], told in said) == (2, True), f'{words}: {came}'
    record_property(REFUSED, len(COMMANDS) - len(QUIET))
