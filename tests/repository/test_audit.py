"""Linters of workflows and of YAML find nothing."""

import json

from tests.repository.files import GITHUB, ROOT, YAML_FILES, named
from tests.repository.running import run

#: yamllint's own defaults, but for these.
YAML_STYLE = json.dumps(
    {
        'extends': 'default',
        'rules': {
            # A file holds one document: three dashes above it say nothing.
            'document-start': 'disable',
            # GitHub's word `on` looks like a truth value.
            'truthy': {'check-keys': False},
            # As everywhere in this repository. A pin with its tag has no place to break.
            'line-length': {'max': 100},
        },
    }
)


def test_zizmor_finds_nothing() -> None:
    """No workflow gives its rights away; the pedantic persona looks at style of safety as well."""
    options = ('--offline', '--no-progress', '--persona=pedantic', '--collect=all', '--no-ignores')
    found = run('zizmor', *options, '--strict-collection', GITHUB)
    assert not found, found


def test_yamllint_finds_nothing() -> None:
    """No key stands twice, no word is taken for a truth value, and the layout is one."""
    found = run('yamllint', '--strict', '--format', 'parsable', '-d', YAML_STYLE, *YAML_FILES)
    assert not found, found


def test_no_finding_is_silenced() -> None:
    """Neither linter was told to look away."""
    silenced = [
        f'{named(path)}: {word}'
        for path in YAML_FILES
        for word in ('zizmor: ignore', 'yamllint disable')
        if word in path.read_text('utf-8')
    ]
    configured = {*ROOT.glob('zizmor.y*ml'), *GITHUB.glob('zizmor.y*ml'), *ROOT.glob('.yamllint*')}
    assert not silenced
    assert not configured
