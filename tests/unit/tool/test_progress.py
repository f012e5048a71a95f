"""Progress goes out to files and comes in from them."""

import json
import shutil
from pathlib import Path

import pytest

from tests.unit.tool.driver import Galka

CHECKLIST = """\
+ Numbers.
  * even large ones
- Letters

Tools:
+ Git and
  its friends
+ Knitting
what \x1b[31mis this
"""


#: An event that lacks its subject, and the number of its hint.
HINTED = b'{"v":1,"at":"2026","id":"a","event":"hinted","subject":"%s","details":{"number":%s}}\n'


@pytest.fixture
def solved(started: Galka) -> Galka:
    """Give a learner who has solved a task, revealed another and claimed a lesson."""
    started.solve('first/numbers/double')
    started('check')
    started('solution', 'greet', '--reveal')
    (started.here / 'mine.txt').write_text('+ Letters\n')
    started('progress', 'import', 'mine.txt')
    return started


def states(galka: Galka) -> dict[str, object]:
    """Return the states of all lessons and tasks."""
    return {lesson['id']: (lesson['state'], lesson['tasks']) for lesson in galka.json('list')}


def test_a_plus_claims_and_an_unknown_line_is_reported(started: Galka) -> None:
    """Lines with + become claimed, not solved; what no lesson answers is told with its line."""
    (started.here / 'list.txt').write_text(CHECKLIST)
    shown = started('progress', 'import', 'list.txt').stdout
    assert {lesson['id']: lesson['state'] for lesson in started.json('list')} == {
        'first/numbers': 'claimed',
        'first/letters': 'open',
        'second/real_tools': 'claimed',
    }
    assert 'No lesson answers line 8: Knitting' in shown
    assert 'No lesson answers line 9: what ?[31mis this' in shown
    assert '2 lessons claimed' in shown
    assert '0 of 3 lessons solved, 2 claimed' in started().stdout


def test_importing_again_adds_nothing(started: Galka) -> None:
    """The same file twice is the same as once."""
    (started.here / 'list.txt').write_text(CHECKLIST)
    started('progress', 'import', 'list.txt')
    log = (started.workspace / '.galka/log.jsonl').read_bytes()
    assert '0 events are new' in one_line(started('progress', 'import', 'list.txt').stdout)
    assert (started.workspace / '.galka/log.jsonl').read_bytes() == log


def test_a_minus_takes_a_claim_back(started: Galka) -> None:
    """A claim is the learner's own word, so the learner can take it back; a solved task stays."""
    (started.here / 'list.txt').write_text(CHECKLIST)
    started('progress', 'import', 'list.txt')
    (started.here / 'list.txt').write_text(CHECKLIST.replace('+', '-'))
    started('progress', 'import', 'list.txt')
    assert {lesson['state'] for lesson in started.json('list')} == {'started', 'open'}


@pytest.mark.parametrize('name', ['export.txt', 'export.md', 'export.json'])
def test_an_export_can_be_imported_without_loss(solved: Galka, name: str) -> None:
    """Into an empty workspace each format brings everything back, and exports the same again."""
    solved('progress', 'export', name)
    before, written = states(solved), (solved.here / name).read_text()
    shutil.rmtree(solved.workspace / '.galka')
    solved('start', 'workspace')
    solved('progress', 'import', name)
    assert states(solved) == before
    again = solved('progress', 'export', '--format', solved_format(name)).stdout
    assert events(written) <= events(again)


def test_the_checklist_is_written_as_it_was(solved: Galka) -> None:
    """The export is the learner's own document with its marks; claims show as + there."""
    lines = solved('progress', 'export').stdout.splitlines()
    assert lines[:8] == [
        '- Numbers.', '  * even large ones', '+ Letters', '', '', 'Tools:', '- Git and',
        '  its friends',
    ]  # fmt: skip


def test_markdown_is_a_task_list(solved: Galka) -> None:
    """A host shows the export as boxes, and claims are marked."""
    shown = solved('progress', 'export', '--format', 'markdown').stdout
    assert '- [ ] Numbers.\n  - even large ones\n- [x] Letters *(claimed)*' in shown
    assert '## Tools' in shown


def test_merge_adds_and_never_takes_away(solved: Galka) -> None:
    """The log of another machine brings its ticks; what is here stays; twice is like once."""
    other = Galka(solved.here / 'other', solved.course)
    other.here.mkdir()
    other('start', 'workspace')
    other('open', 'commit')
    other.solve('second/real_tools/commit')
    other('check', 'commit')
    before = states(solved)
    log = str(other.workspace / '.galka/log.jsonl')
    solved('progress', 'merge', log)
    merged = states(solved)
    assert merged['second/real_tools'][0] == 'solved'  # type: ignore[index]
    assert merged['first/letters'] == before['first/letters']
    assert '0 events are new' in one_line(solved('progress', 'merge', log).stdout)


def test_a_torn_last_line_of_a_log_is_left_out(solved: Galka) -> None:
    """The log of a machine that lost power brings all but that line, as it does over there."""
    log = (solved.workspace / '.galka/log.jsonl').read_bytes()
    (solved.here / 'torn.jsonl').write_bytes(log[:-20])
    other = Galka(solved.here / 'other', solved.course)
    other.here.mkdir()
    other('start', 'workspace')
    told = one_line(other('progress', 'merge', '../torn.jsonl').stdout)
    assert f'{len(log.splitlines()) - 1} events are new' in told


def test_a_checklist_may_come_through_a_pipe(started: Galka) -> None:
    """The file - is standard input."""
    galka = started.command[0]
    started.command = ('bash', '-c', f'echo "+ Letters" | {galka} progress import -')
    assert '1 lesson claimed' in started().stdout


def test_a_missing_file_is_told_as_such(started: Galka) -> None:
    """Who misspelt a name does not read about encodings."""
    told = started('progress', 'import', 'nowhere.txt', code=2).stderr
    assert 'nowhere.txt can not be read: No such file' in told
    assert 'UTF-8' not in told


@pytest.mark.parametrize(
    'content',
    [
        b'',
        b'\xff\xfe\x00',
        b'{"events": [{"x": 1}]}',
        b'{"events": 3}',
        b'hello\n',
        b'{"events": %s' % (b'[' * 200_000),
        HINTED % (b'first', b'"two"'),
        HINTED % (b'first', b'[]'),
        HINTED % (b'first', b'1e999'),
        HINTED % (b'%sud800' % b'\\', b'1'),
    ],
)
def test_a_file_that_is_no_progress_is_refused(started: Galka, content: bytes) -> None:
    """A clear error, exit code 2, and nothing is imported."""
    (started.here / 'bad').write_bytes(content)
    log = (started.workspace / '.galka/log.jsonl').read_bytes()
    assert started('progress', 'import', 'bad', code=2).stderr.startswith('galka: ')
    assert (started.workspace / '.galka/log.jsonl').read_bytes() == log


def solved_format(name: str) -> str:
    """Return the format that a file's name stands for."""
    return {'.txt': 'checklist', '.md': 'markdown', '.json': 'json'}[Path(name).suffix]


def events(text: str) -> set[str]:
    """Return the ids of the events in an export."""
    if text.startswith('{'):
        return {event['id'] for event in json.loads(text)['events']}
    return {part[:32] for part in text.split('"id":"')[1:]}


def one_line(text: str) -> str:
    """Return a text as if no terminal had broken it into lines."""
    return ' '.join(text.split())
