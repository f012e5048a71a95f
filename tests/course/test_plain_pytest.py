"""Plain pytest judges as the tool does."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_stubs_fail_under_plain_pytest(tmp_path: Path) -> None:
    """``pytest exercises/python/slots`` judges stubs while nothing was handed out."""
    ended = subprocess.run(
        [sys.executable, '-m', 'pytest', '-q', '-p', 'no:cacheprovider', 'exercises/python/slots'],
        cwd=ROOT,
        env={'PATH': '', 'GALKA_WORKSPACE': str(tmp_path), 'PYTHONDONTWRITEBYTECODE': '1'},
        capture_output=True,
        check=False,
        text=True,
        timeout=120,
    )
    assert ended.returncode == 1, ended.stdout + ended.stderr
    for task in ('shrink_the_cloud', 'mend_the_family', 'open_one_class'):
        assert f'{task}/test_{task}.py::' in ended.stdout
    assert 'error' not in ended.stdout.splitlines()[-1]
