"""The check tells true READMEs from others, and the README of the library is one of the true."""

import contextlib
import io
import random
import runpy
import shutil
import string
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

import check_readme
import pytest
import texts

FENCE = '```'
#: READMEs and the exit codes that they deserve; the capitals stand for numbers and backquotes.
READMES = MappingProxyType(
    {
        'one true example': (0, '>>> A + B\nRIGHT\n'),
        'a true example between fences': (0, 'Sums:\n\nFENCEpycon\n>>> A + B\nRIGHT\n\nFENCE\n'),
        'a fence directly below a result': (0, 'FENCEpycon\n>>> A + B\nRIGHT\nFENCE\nSo it is.\n'),
        'a fence inside a list': (0, '- Sums:\n\n  FENCEpycon\n  >>> A + B\n  RIGHT\n  FENCE\n'),
        'a name that a later section uses': (
            0,
            'FENCE\n>>> sum = A + B\nFENCE\n\n## Later\n\nFENCE\n>>> sum\nRIGHT\nFENCE\n',
        ),
        'a false example': (1, 'FENCEpycon\n>>> A + B\nWRONG\nFENCE\n'),
        'a false example and then a true one': (1, '>>> A + B\nWRONG\n\n>>> A + B\nRIGHT\n'),
        'an example that raises an error': (1, '>>> A + None\nRIGHT\n'),
        'no examples': (1, '# texts\n\nThree things to do with a text.\n'),
        'nothing at all': (1, ''),
        'a skipped example only': (1, '>>> A + B  # doctest: +SKIP\nWRONG\n'),
    }
)
# What a function of the library may do wrong.
BUGS = MappingProxyType(
    {
        'slug': lambda title: title.lower(),
        'shorten': lambda text, width: text if len(text) <= width else text[:width],
        'words': lambda text: set(text.split()),
    }
)
TRIES = 200
LONGEST = 30


class Ordered(set[str]):
    """A set of words in an order that the test decides."""

    backwards = False

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(super().__iter__(), reverse=self.backwards))

    def __repr__(self) -> str:
        shown = ', '.join(map(repr, self))
        return f'{{{shown}}}' if shown else 'set()'


def exit_code(path: Path) -> Any:
    """Return what the learner's check returns for a file, without what it prints."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            return check_readme.main(path)
    except Exception as error:
        problem = type(error).__name__
        pytest.fail(f'main in check_readme.py ended with {problem}: {error}')


def filled(text: str) -> str:
    """Return a README with a sum in it that nobody could foresee."""
    one, other = random.choices(range(LONGEST), k=2)
    result = one + other
    parts = {'FENCE': FENCE, 'A +': f'{one} +', 'B': other, 'RIGHT': result, 'WRONG': result + 1}
    for name, part in parts.items():
        text = text.replace(name, str(part))
    return text


def some_text() -> str:
    """Return a few words that nobody could foresee."""
    return ''.join(random.choices(f'{string.ascii_letters}    ,', k=random.randrange(LONGEST)))


@pytest.mark.parametrize('case', READMES)
def test_the_check_tells_true_from_false(case: str, tmp_path: Path) -> None:
    """Examples that are there and true give 0, everything else 1."""
    wanted, text = READMES[case]
    path = tmp_path / 'README.md'
    path.write_text(filled(text), 'utf-8')
    for _ in range(2):
        found = exit_code(path)
        assert found == wanted, (
            f'for a README with {case} main in check_readme.py should return {wanted}, '
            f'but returned {found}'
        )


def test_the_readme_is_true(answer: Path) -> None:
    """The README of the library passes its check, and shows results."""
    found = exit_code(answer / 'README.md')
    assert found == 0, (
        f'main in check_readme.py returned {found} for README.md. Run: python check_readme.py'
    )


@pytest.mark.parametrize(('wanted', 'text'), [(0, '>>> A + B\nRIGHT\n'), (1, '>>> A + B\nWRONG\n')])
def test_the_command_ends_with_the_code(
    answer: Path,
    tmp_path: Path,
    wanted: int,
    text: str,
) -> None:
    """``python check_readme.py`` checks the README beside it, and ends with what main returns."""
    script = shutil.copy(answer / 'check_readme.py', tmp_path)
    text = filled(text)
    Path(tmp_path, 'README.md').write_text(text, 'utf-8')
    found: object = 0
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            runpy.run_path(str(script), run_name='__main__')
        except SystemExit as ended:
            found = ended.code or 0
    assert found == wanted, (
        f'beside a README with the example {text!r} python check_readme.py should end with '
        f'{wanted}, but ends with {found}: what is done with what main returns?'
    )


@pytest.mark.parametrize('name', BUGS)
def test_the_readme_notices_a_bug(
    answer: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    """When a function of the library breaks, its README is not true any more."""
    monkeypatch.setattr(texts, name, BUGS[name])
    found = exit_code(answer / 'README.md')
    assert found == 1, (
        f'{name} of texts.py was broken, but for README.md main returned {found}: '
        f'no example shows what {name} does, or the check does not see it'
    )


def test_the_order_of_a_set_does_not_matter(
    answer: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The README passes whatever order a set has."""
    words = texts.words
    monkeypatch.setattr(texts, 'words', lambda text: Ordered(words(text)))
    for backwards in (False, True):
        monkeypatch.setattr(Ordered, 'backwards', backwards)
        found = exit_code(answer / 'README.md')
        assert found == 0, 'an example of README.md is true for one order of the set of words only'


def test_slugs_are_what_they_were() -> None:
    """A slug has letters, digits and single hyphens between them."""
    for _ in range(TRIES):
        title = some_text()
        wanted = '-'.join(title.replace(',', ' ').lower().split())
        found = texts.slug(title)
        assert found == wanted, (
            f'slug({title!r}) in texts.py should be {wanted!r}, but is {found!r}'
        )


def test_a_short_text_keeps_the_promise() -> None:
    """No text becomes longer than allowed, and what was cut ends in dots."""
    for _ in range(TRIES):
        text = some_text()
        width = max(3, random.choice((len(text), random.randrange(LONGEST))))
        kept = text[: width - 3]
        wanted = text if len(text) <= width else f'{kept}...'
        found = texts.shorten(text, width)
        assert found == wanted, (
            f'shorten({text!r}, {width}) in texts.py should be {wanted!r}, but is {found!r}'
        )


def test_words_are_what_they_were() -> None:
    """The words of a text come as a set, in lower case."""
    for _ in range(TRIES):
        text = some_text()
        wanted = set(text.lower().split())
        found = texts.words(text)
        assert found == wanted, f'words({text!r}) in texts.py should be {wanted}, but is {found}'
