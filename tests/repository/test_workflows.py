"""Workflows take the least that they need, and run what is there."""

import re
import subprocess
from importlib import util
from pathlib import Path
from typing import Any

import pytest

from tests.repository.files import (
    ACTIONS,
    GITHUB,
    PINS,
    ROOT,
    WORKFLOWS,
    Step,
    jobs,
    named,
    read_yaml,
    steps,
    triggers,
)

STEPS = tuple(steps())
SCRIPTS = [step for step in STEPS if 'run' in step.fields]
ALL_JOBS = [(workflow, name, job) for workflow in WORKFLOWS for name, job in jobs(workflow).items()]
#: `uses: owner/name@commit  # tag`
USED = re.compile(r'uses: (?P<action>[\w./-]+)@(?P<commit>\S+)(?:\s+# (?P<tag>\S+))?$')
#: Of this repository, at the commit that runs.
OWN = '$/'
#: What may be granted beyond reading, by job. Everything else is a surprise.
GRANTED = {
    'pages.yml: deploy': {'pages', 'id-token'},
    'release.yml: attest': {'id-token', 'attestations'},
    'release.yml: publish': {'id-token'},
    'release.yml: announce': {'contents'},
}
TARGET = re.compile(r'\bmake ([\w-]+)')
SCRIPT = re.compile(r'\bpython"? (\S+\.py)')
MODULE = re.compile(r'\bpython"? -m (\w+)')
REQUIREMENTS = re.compile(r'-r (\S+)')


def place_of(step: Step) -> str:
    """Return how a step is called in the name of a test."""
    return step.place


def name_of(job: object) -> str | None:
    """Return how a workflow or a job is called in the name of a test."""
    if isinstance(job, Path):
        return job.name
    return job if isinstance(job, str) else ''


@pytest.mark.parametrize('path', [*WORKFLOWS, *ACTIONS], ids=named)
def test_each_action_is_pinned(path: Path) -> None:
    """An action is named by a commit that was looked up, and its tag stands beside it."""
    lines = [line.strip(' -') for line in path.read_text('utf-8').splitlines()]
    for line in lines:
        if not line.startswith('uses:') or line.startswith(f'uses: {OWN}'):
            continue
        found = USED.fullmatch(line)
        assert found, f'{line}: write owner/name@commit  # tag'
        pin = PINS.get(found['action'])
        assert pin, f'{found["action"]} is not listed in tests/repository/files.py'
        assert (found['tag'], found['commit']) == pin, f'{line}: listed is {pin}'


def test_no_listed_action_is_unused() -> None:
    """The list of pins holds what workflows use, and nothing else."""
    used = {step.fields.get('uses', '').partition('@')[0] for step in STEPS}
    assert used - {''} - {name for name in used if name.startswith(OWN)} == PINS.keys()


def test_own_actions_and_workflows_are_there() -> None:
    """What is used by its path in this repository lies there."""
    called = [job.get('uses', '') for _, _, job in ALL_JOBS]
    used = {*called, *(step.fields.get('uses', '') for step in STEPS)}
    own = [ROOT / name.removeprefix(OWN) for name in used if name.startswith(OWN)]
    assert len(own) == 2
    assert all(path.is_file() or (path / 'action.yml').is_file() for path in own)


@pytest.mark.parametrize('workflow', WORKFLOWS, ids=named)
def test_a_workflow_has_no_rights_of_its_own(workflow: Path) -> None:
    """At the top nothing is granted, and runs of one thing do not run beside each other."""
    content = read_yaml(workflow)
    assert content['permissions'] == {}
    assert content['concurrency']['group']
    assert not {'pull_request_target', 'workflow_run', 'issue_comment'} & triggers(workflow).keys()


@pytest.mark.parametrize(('workflow', 'name', 'job'), ALL_JOBS, ids=name_of)
def test_a_job_has_the_least_rights(workflow: Path, name: str, job: dict[str, Any]) -> None:
    """A job says its rights; more than reading is what this table allows; and it ends in time."""
    written = {right for right, level in job['permissions'].items() if level != 'read'}
    assert written == GRANTED.get(f'{workflow.name}: {name}', set())
    assert 'uses' in job or 1 <= job['timeout-minutes'] <= 60


@pytest.mark.parametrize('step', STEPS, ids=place_of)
def test_a_checkout_keeps_no_password(step: Step) -> None:
    """What runs after the checkout can not push."""
    assert step.fields['name']
    if step.fields.get('uses', '').startswith('actions/checkout@'):
        assert step.fields['with']['persist-credentials'] is False


@pytest.mark.parametrize('step', SCRIPTS, ids=place_of)
def test_a_script_holds_no_expression(step: Step) -> None:
    """What comes from outside reaches a script through its environment, never as a part of it."""
    assert '${{' not in step.fields['run']


@pytest.mark.parametrize('step', SCRIPTS, ids=place_of)
def test_a_script_can_be_read_by_its_shell(step: Step) -> None:
    """Quotes and loops are closed."""
    checked = subprocess.run(
        ['bash', '-n'],
        input=step.fields['run'],
        capture_output=True,
        check=False,
        text=True,
    )
    assert not checked.stderr, checked.stderr


@pytest.mark.parametrize('step', SCRIPTS, ids=place_of)
def test_a_command_of_the_project_exists(step: Step) -> None:
    """Each target of make, script, module and requirements file is there."""
    script = step.fields['run']
    for target in TARGET.findall(script):
        asked = subprocess.run(
            ['make', '--dry-run', '--silent', target],
            cwd=ROOT,
            capture_output=True,
            check=False,
            text=True,
        )
        assert asked.returncode == 0, asked.stderr
    for path in (*SCRIPT.findall(script), *REQUIREMENTS.findall(script)):
        assert (ROOT / path).is_file(), f'{step.place}: {path} is not there'
    for module in MODULE.findall(script):
        assert util.find_spec(module), f'{step.place}: there is no module {module}'


def test_scripts_run_the_project() -> None:
    """The commands of the project are found in the scripts at all."""
    script = '\n'.join(step.fields['run'] for step in SCRIPTS)
    measured = {'bench', 'bench-gallery'}
    assert set(TARGET.findall(script)) == measured | {
        'test', 'proof', 'browser', 'site', 'lighthouse',
    }  # fmt: skip
    assert set(SCRIPT.findall(script)) == {
        path.relative_to(ROOT).as_posix() for path in (GITHUB / 'scripts').glob('*.py')
    }
    assert len(set(REQUIREMENTS.findall(script))) == 2
    assert set(MODULE.findall(script)) == {'venv', 'pip', 'hatchling'}
