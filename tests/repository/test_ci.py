"""CI runs on what the project promises, and a change is merged only when all of it has passed."""

import tomllib

from tests.repository.files import GITHUB, ROOT, jobs, read_ruleset, read_yaml, triggers

CI = GITHUB / 'workflows/ci.yml'
PASSED = 'passed'
SUPPORTED = 'Programming Language :: Python :: 3.'


def rules() -> dict[str, dict[str, object]]:
    """Return the parameters of each rule by its type."""
    return {rule['type']: rule.get('parameters', {}) for rule in read_ruleset()['rules']}


def test_each_push_and_pull_request_is_judged() -> None:
    """CI runs for both, and a release begins with it."""
    assert triggers(CI).keys() == {'push', 'pull_request', 'workflow_call'}
    assert jobs(GITHUB / 'workflows/release.yml')['checks']['uses'] == '$/.github/workflows/ci.yml'


def test_each_supported_python_runs_on_three_systems() -> None:
    """The matrix has every Python that pyproject.toml names, on Linux, macOS and Windows."""
    project = tomllib.loads((ROOT / 'pyproject.toml').read_text('utf-8'))['project']
    named = {
        classifier.rpartition(' ')[2]
        for classifier in project['classifiers']
        if classifier.startswith(SUPPORTED)
    }
    matrix = jobs(CI)['portable']['strategy']['matrix']
    assert set(matrix['python']) == named
    assert {system.partition('-')[0] for system in matrix['system']} == {
        'ubuntu',
        'macos',
        'windows',
    }


def test_the_gate_allows_no_missing_tool() -> None:
    """On Linux the whole of ``make test`` runs, and *not verified* is a failure there."""
    last = jobs(CI)['gate']['steps'][-1]
    assert last['run'] == 'make test'
    assert last['env'] == {'GALKA_REQUIRE_TOOLS': '1'}


def test_the_last_job_waits_for_all_others() -> None:
    """It runs in any case, needs each other job, and asks for the result of each."""
    found = jobs(CI)
    last = found.pop(PASSED)
    assert last['if'] == 'always()'
    assert set(last['needs']) == found.keys()
    assert last['steps'][0]['env'] == {'RESULTS': "${{ join(needs.*.result, ' ') }}"}


def test_the_ruleset_asks_for_jobs_that_exist() -> None:
    """A required check is the name of a job of CI: of the one that waits for all others."""
    required = rules()['required_status_checks']
    checks = required['required_status_checks']
    assert isinstance(checks, list)
    names = {job['name'] for job in jobs(CI).values()}
    assert {check['context'] for check in checks} <= names
    assert [check['context'] for check in checks] == [jobs(CI)[PASSED]['name']]
    assert required['strict_required_status_checks_policy'] is True


def test_the_ruleset_has_the_form_of_an_import() -> None:
    """It has the fields that GitHub imports, holds the main branch, and lets nobody pass by."""
    ruleset = read_ruleset()
    assert ruleset.keys() == {
        'name', 'target', 'enforcement', 'conditions', 'rules', 'bypass_actors',
    }  # fmt: skip
    assert (ruleset['target'], ruleset['enforcement']) == ('branch', 'active')
    assert '~DEFAULT_BRANCH' in ruleset['conditions']['ref_name']['include']
    assert ruleset['conditions']['ref_name']['exclude'] == []
    assert ruleset['bypass_actors'] == []


def test_history_is_linear_and_stays() -> None:
    """The branch is not deleted, not forced, and grows by reviewed pull requests only."""
    assert rules().keys() == {
        'deletion',
        'non_fast_forward',
        'required_linear_history',
        'pull_request',
        'required_status_checks',
    }
    merged = rules()['pull_request']
    assert merged['allowed_merge_methods'] == ['squash', 'rebase']
    assert merged['required_approving_review_count'] == 1


def test_dependabot_looks_at_all_that_is_pinned() -> None:
    """Actions and each folder with a lock are looked at weekly, in one pull request each."""
    updates = read_yaml(GITHUB / 'dependabot.yml')['updates']
    found = {update['package-ecosystem']: update for update in updates}
    assert found.keys() == {'github-actions', 'pip', 'npm'}
    locks = {
        path.parent
        for folder, name in (
            (ROOT, 'requirements*.txt'),
            (GITHUB, '**/requirements*.txt'),
            (ROOT / 'examples', '**/*requirements.txt'),
        )
        for path in folder.glob(name)
    }
    assert {ROOT / folder.strip('/') for folder in found['pip']['directories']} == locks
    assert (ROOT / found['npm']['directory'].strip('/') / 'package-lock.json').is_file()
    for update in found.values():
        assert update['schedule'] == {'interval': 'weekly'}
        assert len(update['groups']) == 1
