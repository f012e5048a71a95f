"""The wheel says its licence, and carries the texts."""

import re
import shutil
import subprocess
import sys
from email.message import Message
from email.parser import Parser
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import Path as ZipPath, ZipFile

import pytest

from galka.fixtures import require

LIMIT = 60
PATIENCE = 50
PROJECT = 'pyproject.toml'
# Words that only the one licence has, so that a text is known by what it says.
OURS = 'Permission is hereby granted, free of charge'
THEIRS = 'Redistributions of source code must retain'
TITLE = 'MIT License'
NOTICE = re.compile(r'Copyright (\(c\)|©) 2026 the labels authors')
PROGRAM = 'from labels.jars import label; print(label("Plum Jam", 2026))'
LAST_LINES = 12


@pytest.fixture(scope='module')
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for one build, which serves all tests."""
    return tmp_path_factory.mktemp('labels')


@cache
def build(answer: Path, folder: Path) -> tuple[Path | None, str]:
    """Build the project once, and return the wheel, or None, and what the build said."""
    # A build may write into the project; the answer must stay as it is.
    shutil.copytree(answer, folder / 'labels')
    command = [sys.executable, '-m', 'build', '--no-isolation', '--outdir', folder, '.']
    ended = subprocess.run(
        command,
        cwd=folder / 'labels',
        capture_output=True,
        check=False,
        text=True,
        timeout=PATIENCE,
    )
    return next(folder.glob('*.whl'), None), ended.stdout + ended.stderr


@pytest.fixture
def wheel(answer: Path, workplace: Path) -> Path:
    """Return the wheel, built by Hatchling out of the sdist."""
    require('build')
    require('hatchling')
    built, said = build(answer, workplace)
    if built is None:
        shown = '\n'.join(said.splitlines()[-LAST_LINES:])
        pytest.fail(f'labels could not be built. Hatchling read {PROJECT} and said:\n{shown}')
    return built


@pytest.fixture
def metadata(wheel: Path) -> Message:
    """Return the METADATA of the wheel."""
    return Parser().parsestr((record(wheel) / 'METADATA').read_text('utf-8'))


def record(wheel: Path) -> Any:
    """Return the folder of the wheel in which it tells of itself."""
    assert wheel.name.startswith('labels-1.0-'), (
        f'the wheel is called {wheel.name}: name and version should stay those of labels 1.0'
    )
    return ZipPath(wheel) / 'labels-1.0.dist-info'


def listed_texts(wheel: Path, metadata: Message) -> dict[str, str]:
    """Return the licence texts that METADATA lists, by the names in it."""
    texts = {}
    for name in metadata.get_all('License-File', []):
        found = record(wheel) / 'licenses' / name
        assert found.is_file(), f'METADATA lists License-File: {name}, but no such file is there'
        texts[name] = found.read_text('utf-8')
    return texts


def test_the_expression_names_both_licences(metadata: Message) -> None:
    """A program learns that a user has to keep to MIT and to BSD with three clauses."""
    found = metadata.get('License-Expression')
    assert found, (
        f'the METADATA of the wheel has no License-Expression. It says {metadata.items()}: '
        f'which form of license in {PROJECT} fills it?'
    )
    names = set(re.findall(r'[\w.-]+', found)) - {'AND'}
    assert 'OR' not in names, (
        f'License-Expression: {found} offers a choice, but nobody who copies the wheel can leave '
        'one of its two parts out'
    )
    assert names == {'MIT', 'BSD-3-Clause'}, (
        f'the wheel holds labels and slugs, but says that it is under {" and ".join(names)} alone: '
        'see the first lines of src/labels/_vendor/slugs.py'
    )


def test_there_is_one_statement(metadata: Message) -> None:
    """Neither the old field nor a classifier says it again, in other words."""
    classifiers = metadata.get_all('Classifier', [])
    old = [entry for entry in classifiers if entry.startswith('License ::')]
    old.extend(metadata.get_all('License', []))
    assert not old, (
        f'the METADATA holds {old}: a second statement, which tools may refuse beside an '
        f'expression. Take it out of {PROJECT}'
    )
    assert 'Topic :: Printing' in classifiers, (
        f'the classifier Topic :: Printing names no licence: it should stay in {PROJECT}'
    )


@pytest.mark.parametrize(('part', 'words'), [('labels', OURS), ('slugs', THEIRS)])
def test_the_text_travels_with_the_code(
    part: str, words: str, wheel: Path, metadata: Message
) -> None:
    """Both texts lie in the wheel, where METADATA says."""
    texts = listed_texts(wheel, metadata)
    assert any(words in text for text in texts.values()), (
        f'the text of {part} is not among the licences of the wheel, which lists {sorted(texts)}: '
        f'see license-files in {PROJECT}, in which ** is one folder for Hatchling, as * is'
    )


def test_the_blanks_are_filled(answer: Path, wheel: Path, metadata: Message) -> None:
    """The text in the wheel names year and holder, and says what MIT says."""
    texts = [text for text in listed_texts(wheel, metadata).values() if OURS in text]
    for text in texts or [(answer / 'LICENSE').read_text('utf-8')]:
        notice = next((line for line in text.splitlines() if line.startswith('Copyright')), '')
        assert NOTICE.fullmatch(notice.rstrip()), (
            f"LICENSE says {notice!r}: the notice is 'Copyright (c)' with the year and the holder, "
            "here '2026 the labels authors', and nothing else"
        )
        title, _, rest = text.partition(notice)
        assert title.strip() == TITLE, (
            f'LICENSE begins with {title.strip()!r}: above the notice belongs {TITLE!r}, as before'
        )
        body = ' '.join(rest.split())
        given = ' '.join(given_licence().split())
        assert body == given, 'the words of LICENSE below the notice are no longer those of MIT'


def given_licence() -> str:
    """Return the words of the MIT License below its notice."""
    text = Path(__file__).with_name('stub').joinpath('LICENSE').read_text('utf-8')
    return text.partition('[fullname]')[2]


def test_the_copied_code_keeps_its_notice(wheel: Path, metadata: Message) -> None:
    """The text of slugs is the one of its authors, in full."""
    texts = [text for text in listed_texts(wheel, metadata).values() if THEIRS in text]
    original = Path(__file__).with_name('stub') / 'src/labels/_vendor/slugs.LICENSE'
    for text in texts:
        assert text == original.read_text('utf-8'), (
            'the text of slugs in the wheel is not slugs.LICENSE as its authors wrote it'
        )


def test_the_wheel_still_works(wheel: Path, tmp_path: Path) -> None:
    """Code, and the copied code, are in the wheel and run from there."""
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    ended = subprocess.run(
        [sys.executable, '-c', PROGRAM],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        text=True,
        timeout=PATIENCE,
    )
    assert ended.stdout == 'Plum Jam 2026 [plum-jam-2026]\n', (
        f'a program that prints a label with the wheel said {ended.stdout + ended.stderr}'
    )
