"""Each message has its Russian, and the command answers in the language that its user asks for."""

import ast
import io
import re
from collections.abc import Iterator
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from typing import Final

import pytest

import galka
from galka import translation
from galka.cli import COMMANDS
from galka.model.progress import LessonState
from galka.model.verdict import Verdict
from galka.translation import BETWEEN_FORMS, CATALOGUES
from tests.unit.tool.driver import SMALL_COURSE, Galka

RUSSIAN: Final = (CATALOGUES / 'ru.po').read_text('utf-8')
#: What is passed to translate() in a variable, and the messages that it may be.
IN_VARIABLES: Final = frozenset(('state', 'result.verdict'))
VARIABLES_HOLD: Final = frozenset((*LessonState, *Verdict))
#: What a reader types or looks for, and so is the same in every language.
NAME: Final = re.compile(
    rf'galka (?:{"|".join(COMMANDS)})\b|--[a-z-]+|\b[A-Z_]{{2,}}\b|[\w.]+/|\.(?:md|json|rst|txt)\b',
)
#: A name between braces, perhaps with a format.
PLACEHOLDER: Final = re.compile(r'\{[^{}]*\}')
FORMS: Final = 3
#: How what is written out begins: a string, or the two of a plural message.
QUOTES: Final = '\'"('
TWO_LINES: Final = (
    'two lines,\n- the second in parts',
    'две строки,\n- вторая по частям',
)
CATALOGUE: Final = r"""
# A comment, and msgid "in it".
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=n != 1;\n"

#, python-brace-format
msgid "one \"quoted\"\tword"
msgstr "одно \"слово\"\tв кавычках \\"

msgid ""
"two lines,\n"
"- the second " "in parts"
msgstr "две строки,\n"
"- вторая "
"по частям"

msgid "not translated"
msgstr ""

#~ msgid "gone"
#~ msgstr "ушло"

msgid "{count} part"
msgid_plural "{count} parts"
msgstr[0] "{count} часть"
msgstr[1] "{count} частей"
"""


@cache
def _arguments() -> tuple[ast.expr, ...]:
    """Return what the source passes to be translated; the two forms of a plural are a tuple."""
    return tuple(
        ast.Tuple(node.args[:2]) if node.func.id == 'translate_plural' else node.args[0]
        for path in Path(galka.__file__).parent.rglob('*.py')
        for node in ast.walk(ast.parse(path.read_text('utf-8')))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {'translate', 'translate_plural'}
    )


def _messages() -> Iterator[str]:
    """Yield the messages of the source, both forms of a plural one parted as in a catalogue."""
    yield from VARIABLES_HOLD
    for argument in _arguments():
        if ast.unparse(argument) not in IN_VARIABLES:
            message = ast.literal_eval(argument)
            yield message if isinstance(message, str) else BETWEEN_FORMS.join(message)


def _pairs() -> Iterator[tuple[str, str]]:
    """Yield each Russian text with its message; of a plural message, each form with the first."""
    for message, russian in translation.read(RUSSIAN):
        for form in russian.split(BETWEEN_FORMS) if message else ():
            yield message.partition(BETWEEN_FORMS)[0], form


def _unlike(message: str, russian: str) -> Iterator[str]:
    """Yield what a translation has lost of its message."""
    if set(PLACEHOLDER.findall(message)) != set(PLACEHOLDER.findall(russian)):
        yield 'placeholders'
    if set(NAME.findall(message)) != set(NAME.findall(russian)):
        yield 'names'
    if message[-1] in '.?:' and message[-1] != russian[-1]:
        yield 'the sign at its end'
    if message.count('\n') != russian.count('\n'):
        yield 'lines'
    if len(message) - len(message.strip()) != len(russian) - len(russian.strip()):
        yield 'spaces around it'


def _gettext(catalogue: str) -> GNUTranslations:
    binary = translation.to_binary(dict(translation.read(catalogue)))
    return GNUTranslations(io.BytesIO(binary))


@pytest.fixture
def command(tmp_path: Path) -> Galka:
    """Give the real command over the small course."""
    return Galka(tmp_path, SMALL_COURSE)


def test_each_message_has_its_russian() -> None:
    """No message of the source is left out of the Russian catalogue."""
    assert not set(_messages()) - dict(translation.read(RUSSIAN)).keys()


def test_each_russian_message_has_its_place() -> None:
    """The Russian catalogue holds nothing twice, nothing doubtful, nothing that is not used."""
    written = [message for message, _ in translation.read(RUSSIAN) if message]
    assert len(written) == len(set(written))
    assert not set(written) - set(_messages())
    assert '#, fuzzy' not in RUSSIAN


def test_no_message_is_made_at_run_time() -> None:
    """What is passed to be translated is written out, where a translator finds it, or is known."""
    passed = map(ast.unparse, _arguments())
    assert {text for text in passed if text[0] not in QUOTES} == IN_VARIABLES


def test_russian_keeps_what_is_no_language() -> None:
    """Placeholders, commands, names of files and the sign at the end are the same in Russian."""
    lost = {(russian, what) for message, russian in _pairs() for what in _unlike(message, russian)}
    assert lost == set()


@pytest.mark.parametrize(
    ('count', 'tasks', 'claimed'),
    [
        (1, '1 задача', 'отмечен 1 урок'),
        (2, '2 задачи', 'отмечено 2 урока'),
        (5, '5 задач', 'отмечено 5 уроков'),
        (21, '21 задача', 'отмечен 21 урок'),
        (111, '111 задач', 'отмечено 111 уроков'),
    ],
)
def test_russian_counts_rightly(count: int, tasks: str, claimed: str) -> None:
    """The noun after a number has the form that the number's last two digits ask for."""
    counted = _gettext(RUSSIAN).ngettext
    assert counted('{count} task', '{count} tasks', count).format(count=count) == tasks
    shown = counted('{count} lesson claimed', '{count} lessons claimed', count)
    assert shown.format(count=count) == claimed


def test_each_plural_message_has_all_its_forms() -> None:
    """A plural message has three forms in Russian, and none of them is empty or used twice."""
    forms = {
        message: set(russian.split(BETWEEN_FORMS)) - {''}
        for message, russian in translation.read(RUSSIAN)
        if BETWEEN_FORMS in message
    }
    assert forms
    assert {len(each) for each in forms.values()} == {FORMS}


def test_help_is_russian(command: Galka) -> None:
    """With LANGUAGE=ru the commands and the options are explained in Russian."""
    shown = command('--help', LANGUAGE='ru').stdout
    assert 'Проверить ответ.' in shown
    assert '--course DIR' in shown
    assert 'Без команды: где вы сейчас' in shown


def test_the_first_screen_is_russian_and_fits(command: Galka) -> None:
    """The language may come from LANG; what counts lessons fits a narrow terminal in Russian."""
    shown = command(LANGUAGE='', LC_ALL='', LC_MESSAGES='', LANG='ru_RU.UTF-8', COLUMNS='40').stdout
    assert 'Решено уроков: 0 из 3\n' in shown
    assert '1 урок в планах' in shown
    assert max(map(len, shown.splitlines())) <= 40


def test_a_wrong_id_is_answered_in_russian(command: Galka) -> None:
    """What went wrong and what to do about it are told in Russian; ids are as they are."""
    told = command('list', 'numbres', code=2, LANGUAGE='ru').stderr
    wrong, advice = told.splitlines()
    assert wrong.endswith('именем numbres нет.')
    assert advice.endswith('вы имели в виду first/numbers?')


@pytest.mark.parametrize(
    'wanted',
    [
        {'LANGUAGE': 'tlh'},
        {'LANGUAGE': 'en_US:ru'},
        {'LANGUAGE': '', 'LC_ALL': '', 'LC_MESSAGES': '', 'LANG': 'C'},
    ],
)
def test_other_languages_are_answered_in_english(command: Galka, wanted: dict[str, str]) -> None:
    """A language without a catalogue, English before Russian, and no language get English."""
    told = command('list', 'numbres', code=2, **wanted).stderr
    assert told == 'galka: Nothing is called numbres.\nDid you mean first/numbers?\n'


def test_a_catalogue_is_read_as_it_is_written() -> None:
    """Escapes and strings of several lines come through; what is not translated is left out."""
    messages = dict(translation.read(CATALOGUE))
    header = messages.pop('')
    assert header.startswith('Content-Type: text/plain; charset=UTF-8\n')
    assert messages == {
        'one "quoted"\tword': 'одно "слово"\tв кавычках \\',
        TWO_LINES[0]: TWO_LINES[1],
        '{count} part\0{count} parts': '{count} часть\0{count} частей',
    }


def test_gettext_reads_what_was_made_of_a_catalogue() -> None:
    """The binary form is gettext's: it finds each message, and gives back one without Russian."""
    made = _gettext(CATALOGUE)
    assert made.gettext('one "quoted"\tword') == 'одно "слово"\tв кавычках \\'
    assert made.gettext(TWO_LINES[0]) == TWO_LINES[1]
    assert made.gettext('not translated') == 'not translated'
    assert made.gettext('gone') == 'gone'
    assert made.ngettext('{count} part', '{count} parts', 7) == '{count} частей'
