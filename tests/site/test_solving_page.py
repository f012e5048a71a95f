"""What an exercise does on its page, with a stand-in for Python: no Python is started here."""

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.site.browsing import AXE, HEIGHT, RUN_AXE, SCHEMES, SERIOUS, WIDEST, WIDTHS
from tests.site.built import ROOT
from tests.site.solver import FOCUSED, Solver, plainly_served, require_running

sys.path.insert(0, str(ROOT / 'docs'))
sys.path.insert(0, str(ROOT / 'docs' / 'extensions'))

TASK: Final = 'python/slots/mend_the_family'
PAGE: Final = 'lessons/python/slots.html'
FAKE: Final = ROOT / 'tests' / 'solving' / 'page' / 'fake_runner.js'
#: More than the one script may weigh, compressed.
LIGHT: Final = 10_000
#: The stand-in passes an answer with this word, and never ends with the other.
GOOD: Final = '# solved\n'
ENDLESS: Final = '# forever\n'
EVENT: Final = {
    'v': 1,
    'at': '2026-01-02T03:04:05.678+00:00',
    'id': '00112233445566778899aabbccddeeff',
    'event': 'checked',
    'subject': 'python/slots/shrink_the_cloud',
    'details': {'verdict': 'passed'},
}


@pytest.fixture(scope='module')
def fake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the page's script, bundled with the stand-in."""
    import page_bundle

    folder = tmp_path_factory.mktemp('bundle')
    page_bundle.bundle(folder, 'none', FAKE)
    return folder / 'solving.js'


@pytest.fixture(scope='module')
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the site for this module."""
    require_running(site, TASK)
    with plainly_served(site, tmp_path_factory.mktemp('served')) as (where, _):
        yield where


@pytest.fixture
def context(browser: Browser, address: str, fake: Path) -> Iterator[BrowserContext]:
    """Give a browser without a past, and with the stand-in."""
    with browser.new_context(service_workers='block', base_url=address) as fresh:
        script = fake.read_text('utf-8')
        fresh.route(
            '**/solving.js',
            lambda route: route.fulfill(body=script, content_type='text/javascript'),
        )
        yield fresh


@pytest.fixture
def solver(context: BrowserContext, address: str) -> Solver:
    """Give a reader on the page of slots."""
    reader = Solver(context, address)
    reader.open(PAGE)
    return reader


@pytest.fixture
def at_work(solver: Solver) -> Solver:
    """Give a reader whose focus is in the editor of a task's file, which has come."""
    solver.go_to_editor(TASK, at_once=True)
    solver.exercise().locator('.cm-content').first.wait_for()
    return solver


def test_unedited_page_asks_for_one_script(solver: Solver, site: Path) -> None:
    """A page that nobody edits asks for one small script more than one without exercises."""
    ours = [url for url in solver.asked if '/_static/page/' in url or '/_static/py/' in url]
    assert [url.rpartition('/')[2] for url in ours] == ['boot.js']
    assert all(not url.endswith('.json') for url in solver.asked)
    script = site / ours[0].removeprefix(solver.address)
    assert len(gzip.compress(script.read_bytes())) < LIGHT


def test_words_are_the_same_without_scripts(solver: Solver, browser: Browser) -> None:
    """Without JavaScript the page shows the README, the files and the hints, as any other."""
    with browser.new_context(java_script_enabled=False) as plain:
        page = plain.new_page()
        page.goto(f'{solver.address}{PAGE}')
        exercise = page.locator(f'galka-exercise[data-task="{TASK}"]')
        for words in ('Done when', 'The files that you get', 'Hints, one at a time'):
            expect(exercise.get_by_text(words, exact=False).first).to_be_visible()
        assert page.get_by_role('button', name='Run').count() == 0


def test_editor_is_escapable(at_work: Solver) -> None:
    """In the editor Tab indents; after Escape it leaves, and the editor says so."""
    keyboard = at_work.page.keyboard
    editor = at_work.exercise().locator('.cm-content').first
    described = at_work.exercise().locator(f'#{editor.get_attribute("aria-describedby")}')
    assert 'press Escape, then Tab' in described.inner_text()
    keyboard.press('Control+Home')
    keyboard.press('Tab')
    assert editor.inner_text().startswith('    """')
    keyboard.press('Escape')
    keyboard.press('Tab')
    assert at_work.page.evaluate(FOCUSED)[2] == 'Run'


def test_verdict_is_told(at_work: Solver) -> None:
    """The verdict is announced, the failing message comes first, and each test has a word."""
    told = at_work.run(TASK)
    assert told.startswith('✗ Failed: 1 of 3 tests passed')
    assert told.endswith('test_second: Expected the word in shapes.py.')
    verdict = at_work.exercise().locator('.verdict')
    assert verdict.locator('.message').first.inner_text().startswith('test_second failed')
    assert verdict.locator('.tests .word').all_inner_texts() == ['passed', 'failed', 'failed']
    verdict.get_by_text('Output').click()
    assert 'a line that was printed' in verdict.inner_text()
    assert 'canary' not in verdict.inner_text()


def test_ticks_and_code_survive_a_reload(at_work: Solver) -> None:
    """What was typed is there after a reload, and so is the tick; the log is the tool's own."""
    at_work.write(GOOD)
    assert at_work.run(TASK).startswith('✓ Passed: 3 of 3 tests')
    at_work.page.reload()
    exercise = at_work.exercise()
    assert exercise.locator('.state').inner_text() == '✓ solved'
    assert exercise.locator('textarea').input_value() == GOOD
    assert at_work.tick('python/slots') == 'started'
    assert at_work.kinds(TASK) == ['handed-out', 'checked']
    assert {event['subject'] for event in at_work.events()} == {'', TASK}


def test_reset_is_undone(at_work: Solver) -> None:
    """Reset brings the files back as they were given; undo brings the reader's back, twice over."""
    exercise = at_work.exercise()
    field = exercise.locator('.cm-content').first
    at_work.write(GOOD)
    exercise.get_by_role('button', name='Reset', exact=True).click()
    exercise.get_by_role('button', name='Reset', exact=True).click()
    assert 'class Shape' in field.inner_text()
    exercise.get_by_role('button', name='Undo reset').click()
    assert field.inner_text().strip() == GOOD.strip()
    assert at_work.kinds(TASK) == ['handed-out', 'reset', 'handed-out', 'undone']


def test_changed_task_keeps_the_old_code(at_work: Solver) -> None:
    """When a task has changed, the reader is told, sees its new files, and keeps the old code."""
    at_work.write(GOOD)
    at_work.page.evaluate(
        """task => {
            for (const key of Object.keys(localStorage)) {
                if (!key.startsWith(`galka code ${task} `)) continue;
                localStorage.setItem(`galka code ${task} of-before`, localStorage.getItem(key));
                localStorage.removeItem(key);
            }
        }""",
        TASK,
    )
    at_work.page.reload()
    exercise = at_work.exercise()
    expect(exercise.get_by_text('This task has changed since')).to_be_visible()
    assert 'class Shape' in exercise.locator('textarea').input_value()
    exercise.get_by_role('tab', name='shapes.py').click()
    exercise.get_by_role('button', name='Put my code here').click()
    assert exercise.locator('textarea').input_value() == GOOD
    exercise.get_by_role('button', name='Undo reset').click()
    assert 'class Shape' in exercise.locator('textarea').input_value()


def test_changed_task_shows_what_has_no_place(at_work: Solver) -> None:
    """Code in a file that the task no longer has is shown until the reader forgets it."""
    at_work.page.evaluate(
        """task => localStorage.setItem(`galka code ${task} of-before`,
            JSON.stringify({ at: '', files: { 'gone.py': 'MINE = 1' } }))""",
        TASK,
    )
    at_work.page.reload()
    exercise = at_work.exercise()
    exercise.get_by_role('button', name='Put my code here').click()
    expect(exercise.locator('.notice pre')).to_have_text('MINE = 1')
    at_work.page.reload()
    exercise.get_by_role('button', name='Forget my code').click()
    at_work.page.reload()
    expect(exercise.locator('.notice')).to_have_count(0)


def test_loading_is_shown_and_cancelled(solver: Solver) -> None:
    """Loading shows bytes and can be cancelled; Run starts it again."""
    solver.page.evaluate('globalThis.slowly = 2000')
    solver.go_to_editor(TASK, at_once=True)
    box = solver.exercise().locator('.loading')
    expect(box).to_contain_text('of 8.0 MB')
    box.get_by_role('button', name='Cancel loading').click()
    expect(box).to_be_hidden()
    assert 'cancelled' in solver.announced(TASK)
    solver.page.evaluate('globalThis.slowly = 1')
    solver.exercise().get_by_role('button', name='Run').press('Enter')
    solver.exercise().locator('.verdict h4').wait_for()


def test_stop_counts_while_python_loads(solver: Solver) -> None:
    """Who stops before the tests have begun gets no verdict."""
    solver.page.evaluate('globalThis.slowly = 300')
    exercise = solver.exercise()
    exercise.get_by_role('button', name='Run').press('Enter')
    exercise.get_by_role('button', name='Stop').click()
    expect(exercise.get_by_text('Stopped, before the tests began.')).to_be_attached()
    assert not exercise.locator('.verdict h4').count()


def test_run_is_stopped(at_work: Solver) -> None:
    """Stop ends a run at once; that is no verdict over the answer, and the next run works."""
    exercise = at_work.exercise()
    at_work.write(ENDLESS)
    at_work.page.keyboard.press('Control+Enter')
    expect(exercise.locator('.tests .running')).to_be_visible()
    exercise.get_by_role('button', name='Stop').press('Enter')
    expect(exercise.locator('.verdict h4')).to_contain_text('stopped')
    assert at_work.page.evaluate(FOCUSED)[2] == 'Run'
    assert at_work.kinds(TASK) == ['handed-out']


def test_files_are_as_the_last_window_left_them(at_work: Solver) -> None:
    """Back, or the other window, shows what was written last: the next key must not undo it."""
    # Playwright has every page believe that it has the focus.
    session = at_work.page.context.new_cdp_session(at_work.page)
    session.send('Emulation.setFocusEmulationEnabled', {'enabled': False})
    at_work.write('# here\n')
    other = at_work.page.context.new_page()
    other.bring_to_front()
    other.goto(at_work.page.url)
    field = other.locator(f'galka-exercise[data-task="{TASK}"]')
    field.get_by_role('tab').nth(1).press('Enter')
    field.locator('.cm-content, textarea').first.press('Control+A')
    other.keyboard.insert_text('# elsewhere\n')
    expect(at_work.exercise().locator('.cm-content')).to_contain_text('# elsewhere')


def test_hints_come_one_by_one(at_work: Solver) -> None:
    """Each press shows one hint more; the log has the number of each."""
    exercise = at_work.exercise()
    for number in (1, 2):
        exercise.get_by_role('button', name='Next hint').press('Enter')
        assert exercise.locator('.galka-hints details[open]').count() == number
    hinted = [event for event in at_work.events() if event['event'] == 'hinted']
    assert {event['details']['number'] for event in hinted} == {1, 2}


def test_plain_editor_is_a_choice(solver: Solver) -> None:
    """Who wants the plain editor keeps it: the other is not even loaded, and Tab leaves."""
    exercise = solver.exercise()
    exercise.get_by_label('Plain editor').check()
    solver.page.reload()
    solver.asked.clear()
    solver.go_to_editor(TASK, at_once=True)
    solver.write(GOOD)
    assert solver.run(TASK).startswith('✓ Passed')
    assert all(not url.endswith('editor.js') for url in solver.asked)
    exercise.locator('textarea').focus()
    solver.page.keyboard.press('Tab')
    assert solver.page.evaluate(FOCUSED)[2] == 'Run'


def test_progress_goes_in_and_out(solver: Solver, tmp_path: Path) -> None:
    """A file of events is merged by id, once; what is no export changes nothing."""
    solver.take(tmp_path / 'bad.json', '{"events": [{"event": "invented"}]}')
    assert solver.events() == []
    for _ in range(2):
        solver.take(tmp_path / 'good.json', json.dumps({'events': [EVENT]}))
    assert solver.events() == [EVENT]
    exported = json.loads(solver.export(tmp_path / 'exported.json'))
    assert exported['events'] == [EVENT]
    assert exported['tasks'][EVENT['subject']] == 'solved'
    assert exported['lessons']['python/slots'] == 'started'
    assert solver.tick('python/slots') == 'started'


def test_full_storage_is_told(solver: Solver) -> None:
    """Where the browser keeps nothing, the reader is told, and everything else works."""
    full = '() => { Storage.prototype.setItem = () => { throw new Error("full"); }; }'
    solver.page.evaluate(full)
    solver.go_to_editor(TASK, at_once=True)
    solver.write(GOOD)
    expect(solver.exercise().get_by_text('This browser keeps nothing')).to_be_attached()
    assert solver.run(TASK).startswith('✓ Passed')
    assert solver.exercise().locator('.state').inner_text() == '✓ solved'


@pytest.mark.parametrize('plain', [False, True])
def test_axe_finds_nothing(solver: Solver, *, plain: bool) -> None:
    """An exercise with its verdict is accessible at each width, in the light and in the dark."""
    solver.exercise().get_by_label('Plain editor').set_checked(plain)
    solver.go_to_editor(TASK, at_once=True)
    solver.write('# not yet\n')
    solver.run(TASK)
    solver.page.evaluate(AXE)
    for width in WIDTHS:
        solver.page.set_viewport_size({'width': width, 'height': HEIGHT})
        for scheme in SCHEMES:
            solver.page.emulate_media(color_scheme=scheme)
            violations = solver.page.evaluate(RUN_AXE, arg=True)['violations']
            found = [found['nodes'] for found in violations if found['impact'] in SERIOUS]
            assert found == [], f'{width} px, {scheme}'
        assert solver.page.evaluate(WIDEST)[0] <= width


def test_policy_breaks_nothing(at_work: Solver) -> None:
    """The page's policy lets everything of the page work, and nothing reach another host."""
    at_work.run(TASK)
    assert at_work.problems == []
    reach = '() => fetch("https://example.com").then(() => "reached", () => "refused")'
    assert at_work.page.evaluate(reach) == 'refused'
    assert 'Content Security Policy' in ' '.join(at_work.problems)


def test_what_could_not_be_loaded_comes_with_the_next_run(solver: Solver) -> None:
    """A network that is away for a moment is told in plain words, and costs a press of Run."""
    source = solver.exercise().get_attribute('data-source') or ''
    data = f'**/{source.rpartition("/")[2]}'
    solver.page.route(data, lambda route: route.abort())
    solver.go_to_editor(TASK, at_once=True)
    told = solver.exercise().get_by_role('status')
    expect(told).to_contain_text('the network does not answer')
    solver.page.unroute(data)
    solver.write(GOOD)
    assert 'Passed' in solver.run(TASK)
