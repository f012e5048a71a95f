"""Any word is searched for as it stands, and nothing but grep is started."""

import random
import string
import sys
from pathlib import Path

import logs
import pytest

WORDS = (
    "it's",
    '"quoted',
    'x; touch hacked',
    'x && touch hacked',
    '$(touch hacked)',
    '`touch hacked`',
    'x | tee hacked',
    '> hacked',
    'two  words',
    '$HOME',
    '*',
    '.',
    '[x',
    '^x',
    r'\d',
    '-v',
    '--help',
    '-f/dev/null',
    '--include=none',
)
FOLDERS = ('old  logs', "ada's", 'x; touch hacked', '$HOME', '-old', '--help', '-')
# No letters that could be a command, and no way out of the folder: some answers run what they get.
LETTERS = f'xyzXYZ  {string.punctuation}'.replace('/', '').replace('~', '')
LOGS = 'logs'
NUMBERS = range(1000)
TIMES = 10
STARTS = ('subprocess.Popen', 'os.system', 'os.exec', 'os.posix_spawn', 'os.spawn')

started: list[str] = []
opened: list[str] = []


def note(event: str, details: tuple[object, ...]) -> None:
    """Note each command that this process starts, and each log that it opens itself."""
    if event in STARTS:
        words = details[1] if event == 'subprocess.Popen' else details[0]
        started.append(words if isinstance(words, str) else ' '.join(map(str, words)))
    elif event == 'open' and str(details[0]).endswith('.log'):
        opened.append(str(details[0]))


sys.addaudithook(note)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder, in which a search must leave nothing."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv('LC_ALL', 'C')
    monkeypatch.setenv('HOME', str(tmp_path))
    started.clear()
    return tmp_path


def fill(folder: Path, word: str) -> list[str]:
    """Write two logs below a folder, and return the lines that hold the word, sorted."""
    numbers = random.sample(NUMBERS, 3)
    # Letters on both sides: the word is found inside a longer one, too.
    wanted = [f'{number}x{word}x' for number in numbers]
    # Lines that come near.
    others = [line for line in (word.swapcase(), word[1:], word.strip('-')) if word not in line]
    deep = folder / 'deep'
    deep.mkdir(parents=True)
    (folder / 'a.log').write_text('\n'.join([wanted[0], *others, wanted[1]]), 'utf-8')
    (deep / 'b.log').write_text(f'another\n{wanted[2]}\n', 'utf-8')
    return sorted(wanted)


def search(word: str, folder: Path) -> list[str]:
    """Search, and let an error of the search fail the test."""
    try:
        return logs.find(word, folder)
    except Exception as problem:
        pytest.fail(
            f'find in logs.py does not take every word and folder: find({word!r}, {folder!r}) '
            f'raised {problem!r}'
        )


def check(word: str, name: str, shop: Path) -> None:
    """Search for a word in a folder of this name, and compare what was found and what was left."""
    folder = Path(name)
    wanted = fill(shop / folder, word)
    found = search(word, folder)
    assert found == wanted, (
        f'find({word!r}, {folder!r}) in logs.py should return the lines {wanted}, but returned '
        f'{found}. Who reads something into the word or the folder: a shell, or grep?'
    )
    left = sorted(path.name for path in shop.iterdir())
    assert left == [name], (
        f'a search for {word!r} in the folder {name!r} left files behind: {left}. '
        'What was typed was run'
    )


@pytest.mark.parametrize('word', WORDS)
def test_a_word_is_found_as_it_stands(word: str, shop: Path) -> None:
    """Quotes, commands, options and patterns are words like all others."""
    check(word, LOGS, shop)


@pytest.mark.parametrize('number', range(TIMES))
def test_words_that_nobody_foresaw(number: int, shop: Path) -> None:
    """A word of any printable characters is found as it stands."""
    letters = ''.join(random.choices(LETTERS, k=5))
    check(f'{letters}{number}', LOGS, shop)


@pytest.mark.parametrize('name', FOLDERS)
def test_any_name_of_a_folder_works(name: str, shop: Path) -> None:
    """A customer's shop may be called anything."""
    check('paid', name, shop)


def test_nothing_found_is_no_error(shop: Path) -> None:
    """Where no line holds the word the answer is an empty list."""
    fill(shop / LOGS, 'paid')
    try:
        found = logs.find('no such word', Path(LOGS))
    except logs.SearchError as problem:
        pytest.fail(
            'where nothing is found find in logs.py should return an empty list, but it raised '
            f'{problem!r}: which exit codes of grep are errors?'
        )
    assert not found, f'where nothing is found find in logs.py should return [], not {found!r}'
    assert isinstance(found, list), f'find in logs.py should return a list, not {found!r}'


@pytest.mark.parametrize('name', ['gone', '-gone'])
def test_a_failed_search_is_an_error(name: str, shop: Path) -> None:
    """A folder that is not there is no empty result, and the error says what grep said."""
    try:
        found = logs.find('paid', Path(name))
    except logs.SearchError as problem:
        said = str(problem)
    else:
        pytest.fail(
            f'there is no folder {name!r}, but find in logs.py returned {found!r}: '
            'the exit code of grep tells this from a search without results'
        )
    assert f'{name}: No such file' in said, (
        f'the SearchError should hold what grep said of the folder {name!r}, but it holds {said!r}'
    )


def test_only_grep_is_started(shop: Path) -> None:
    """No shell takes part, whatever it is told."""
    fill(shop / LOGS, 'paid')
    opened.clear()
    search('paid', Path(LOGS))
    assert not opened, f'find in logs.py opened {opened} itself, but grep is to do the search'
    programs = [Path(command.split()[0]).name for command in started]
    assert programs, 'find in logs.py started no program at all, but grep is to do the search'
    assert set(programs) == {'grep'}, (
        f'find in logs.py should start grep alone, but started a shell or something else: {started}'
    )
