"""The files by which the host runs this repository, read as data."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import yaml

ROOT: Final = Path(__file__).parents[2]
GITHUB: Final = ROOT / '.github'
WORKFLOWS: Final = tuple(sorted((GITHUB / 'workflows').glob('*.yml')))
ACTIONS: Final = tuple(sorted((GITHUB / 'actions').glob('*/action.yml')))
FORMS: Final = tuple(
    path for path in sorted((GITHUB / 'ISSUE_TEMPLATE').glob('*.yml')) if path.name != 'config.yml'
)
#: Every YAML file of the repository's own.
YAML_FILES: Final = (
    *sorted(GITHUB.rglob('*.yml')),
    ROOT / '.pre-commit-config.yaml',
    ROOT / 'CITATION.cff',
)


class Pin(NamedTuple):
    """A release of an action: its tag, and the commit that the tag named when it was looked up."""

    tag: str
    commit: str


#: Looked up in each action's own repository. A new version is looked up there before it comes here.
PINS: Final[Mapping[str, Pin]] = MappingProxyType(
    {
        'actions/attest-build-provenance': Pin(
            'v4.1.0', 'a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32'
        ),
        'actions/checkout': Pin('v7.0.1', '3d3c42e5aac5ba805825da76410c181273ba90b1'),
        'actions/configure-pages': Pin('v5.0.0', '983d7736d9b0ae728b81ab479565c72886d7745b'),
        'actions/deploy-pages': Pin('v5.0.0', 'cd2ce8fcbc39b97be8ca5fce6e763baed58fa128'),
        'actions/download-artifact': Pin('v8.0.1', '3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c'),
        'actions/setup-python': Pin('v7.0.0', '5fda3b95a4ea91299a34e894583c3862153e4b97'),
        'actions/upload-artifact': Pin('v7.0.0', 'bbbca2ddaa5d8feaa63e36b76fdaad77386f024f'),
        'actions/upload-pages-artifact': Pin('v5.0.0', 'fc324d3547104276b827a68afc52ff2a11cc49c9'),
    }
)


class Step(NamedTuple):
    """A step of a workflow or of an action of this repository."""

    place: str
    fields: Mapping[str, Any]


def named(path: Path) -> str:
    """Return how a file is called in the name of a test."""
    return path.relative_to(ROOT).as_posix()


def read_yaml(path: Path) -> dict[Any, Any]:
    """Return what is in a YAML file."""
    content: dict[Any, Any] = yaml.safe_load(path.read_text('utf-8'))
    return content


def read_ruleset() -> dict[str, Any]:
    """Return the ruleset of the main branch."""
    content: dict[str, Any] = json.loads((GITHUB / 'rulesets/master.json').read_text('utf-8'))
    return content


def triggers(workflow: Path) -> dict[str, Any]:
    """Return when a workflow runs: for YAML 1.1, the word ``on`` is a truth value."""
    when: dict[str, Any] = read_yaml(workflow)[True]
    return when


def jobs(workflow: Path) -> dict[str, dict[str, Any]]:
    """Return the jobs of a workflow by their ids."""
    found: dict[str, dict[str, Any]] = read_yaml(workflow)['jobs']
    return found


def steps() -> Iterator[Step]:
    """Yield each step of each workflow and of each action of this repository."""
    for workflow in WORKFLOWS:
        for name, job in jobs(workflow).items():
            for step in job.get('steps', ()):
                yield Step(f'{workflow.name}, {name}: {step.get("name")}', step)
    for action in ACTIONS:
        for step in read_yaml(action)['runs']['steps']:
            yield Step(f'{action.parent.name}: {step.get("name")}', step)
