"""What the host reads has the form that the host expects."""

import pytest

from tests.repository.files import ACTIONS, FORMS, GITHUB, ROOT, WORKFLOWS
from tests.repository.running import run

#: Schemas come with check-jsonschema; nothing is asked from the network.
SCHEMAS = {
    'vendor.github-workflows': WORKFLOWS,
    'custom.github-workflows-require-timeout': WORKFLOWS,
    'vendor.github-actions': ACTIONS,
    'vendor.github-issue-forms': FORMS,
    'vendor.github-issue-config': (GITHUB / 'ISSUE_TEMPLATE/config.yml',),
    'vendor.dependabot': (GITHUB / 'dependabot.yml',),
    'vendor.citation-file-format': (ROOT / 'CITATION.cff',),
}


@pytest.mark.parametrize('schema', SCHEMAS)
def test_files_fit_their_schema(schema: str) -> None:
    """Workflows, actions, forms, Dependabot's file and the citation are valid."""
    options = ('--default-filetype', 'yaml', '--color', 'never', '--builtin-schema', schema)
    found = run('check-jsonschema', *options, *SCHEMAS[schema])
    assert not found, found


def test_there_are_files_to_look_at() -> None:
    """No kind of file has moved away from the tests that look for it."""
    assert {path.name for path in WORKFLOWS} == {'ci.yml', 'pages.yml', 'release.yml'}
    assert {path.name for path in FORMS} == {'tool.yml', 'page.yml', 'task.yml'}
    assert len(ACTIONS) == 1
