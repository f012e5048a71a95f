"""What has to hold before the back end is put anywhere."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from galka.fixtures.processes import Processes

MANAGE = Path('examples', 'gallery', 'backend', 'manage.py')


def test_writes_its_migrations(database: None) -> None:
    """The migrations make what the models say."""
    from django.core.management import call_command

    call_command('makemigrations', check=True, dry_run=True, verbosity=0)


def test_passes_the_check_for_production(
    django: Mapping[str, str],
    processes: Processes,
) -> None:
    """``check --deploy`` finds nothing in production settings; what it leaves out has a reason."""
    done = processes.run(
        [sys.executable, MANAGE, 'check', '--deploy', '--fail-level', 'INFO'],
        cwd=Path.cwd(),
        env={**django, 'GALLERY_HTTPS': 'yes'},
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == 'System check identified no issues (2 silenced).'


@pytest.mark.parametrize('module', ['config.settings', 'serving'])
def test_says_what_is_missing(processes: Processes, module: str) -> None:
    """Without its settings, nothing starts, and one line names each mistake."""
    done = processes.run(
        [sys.executable, '-m', f'examples.gallery.backend.{module}'],
        cwd=Path.cwd(),
        env={
            'GALLERY_ENV_FILE': os.devnull,
            'GALLERY_PROXIES': 'some',
            'GALLERY_BACKEND_SECRET_KEY': None,
            'GALLERY_DATABASE_URL': None,
        },
    )

    assert done.returncode == 1
    assert [line.partition(' is missing:')[0] for line in done.stderr.splitlines()] == [
        "environment: GALLERY_PROXIES: expected a whole number, got 'some'",
        'GALLERY_DATABASE_URL',
        'GALLERY_BACKEND_SECRET_KEY',
    ]
