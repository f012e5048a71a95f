"""Each statement can be read, and says what the authors say in words."""

import re
import tomllib
from itertools import chain, combinations
from pathlib import Path

import pytest
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

FILE = 'statements.toml'
EXCEPTED = 'GPL-2.0-only WITH Classpath-exception-2.0'
# For each library: what whoever uses it may keep to. Each row of licences is enough by itself.
ENOUGH = (
    ('kettle', (('Apache-2.0',),)),
    ('teapot', (('MIT',), ('Apache-2.0',))),
    ('saucer', (('GPL-2.0-only',), ('GPL-3.0-or-later',))),
    ('cosy', (('MIT', 'BSD-3-Clause'),)),
    ('tray', ((EXCEPTED,),)),
    ('biscuit', (('MIT', 'CC-BY-4.0'), ('Apache-2.0', 'CC-BY-4.0'))),
)
# Of the GNU licences only names that end with -only or -or-later are left.
DEPRECATED = re.compile(r'GPL-[\d.]+\+?')
# One name for a choice, with or without an exception.
LATER = re.compile(r'(?<![\w.-])GPL-2\.0-or-later( WITH [\w.+-]+)?')
NAME = re.compile(r'[\w.+-]+(?: WITH [\w.+-]+)?')


def statements(answer: Path) -> dict[str, object]:
    """Return what the answer states of all libraries."""
    try:
        return tomllib.loads((answer / FILE).read_text('utf-8'))
    except tomllib.TOMLDecodeError as error:
        pytest.fail(f'{FILE} is no TOML: {error}. Each expression stands in quotes')


def statement(answer: Path, library: str) -> str:
    """Return what the answer states of a library, in the one spelling that packaging gives it."""
    stated = statements(answer).get(library)
    if not isinstance(stated, str):
        pytest.fail(f'{FILE} has no text for {library}, but {stated!r}')
    try:
        return canonicalize_license_expression(stated)
    except InvalidLicenseExpression as error:
        pytest.fail(f'{library} = "{stated}" in {FILE} can not be read: {error}')


def in_full(expression: str) -> str:
    """Return an expression with version 2 and the later ones apart: one may keep to either."""
    return LATER.sub(r'(GPL-2.0-only\1 OR GPL-3.0-or-later\1)', expression)


def names_in(expression: str) -> set[str]:
    """Return the licences of an expression, each with its exception."""
    return set(NAME.findall(re.sub(r'\b(AND|OR)\b', '|', expression)))


def is_enough(expression: str, kept: set[str]) -> bool:
    """Tell whether whoever keeps to these licences does what the expression asks for."""
    spelt = re.sub(r'\b(AND|OR)\b', lambda found: f'|{found[0].lower()}|', expression)
    parts = (part.strip() for part in re.split(r'([|()])', spelt))
    words = (
        part if part in {'and', 'or', '(', ')'} else str(part in kept)
        for part in parts
        if part not in {'', '|'}
    )
    # Python's own and, or and parentheses bind as those of SPDX.
    return bool(eval(' '.join(words)))


@pytest.mark.parametrize('library', [library for library, _ in ENOUGH] + ['sugar'])
def test_a_program_can_read_it(answer: Path, library: str) -> None:
    """It is an expression of licences that are on the list, or of a named one that is not."""
    statement(answer, library)


@pytest.mark.parametrize(('library', 'wanted'), ENOUGH)
def test_it_says_what_the_authors_say(
    answer: Path, library: str, wanted: tuple[tuple[str, ...], ...]
) -> None:
    """Whatever set of licences one keeps to, the words and the statement agree if it is enough."""
    stated = statement(answer, library)
    old = sorted(filter(DEPRECATED.fullmatch, names_in(stated)))
    assert not old, (
        f'{library} = "{stated}" in {FILE}: the list of SPDX calls {old} deprecated, because one '
        'could forget to say whether later versions are meant. Which two names replace it?'
    )
    spread = in_full(stated)
    names = sorted(names_in(spread) | set(chain(*wanted)))
    for size in range(len(names) + 1):
        for kept in map(set, combinations(names, size)):
            found = is_enough(spread, kept)
            assert found == any(kept.issuperset(row) for row in wanted), (
                f'with {library} = "{stated}" you say that it is {"" if found else "not "}enough '
                f'to keep to {" and ".join(sorted(kept)) or "nothing"}. Do its authors say so?'
            )


def test_a_contract_has_a_name_of_its_own(answer: Path) -> None:
    """What is on no list is one reference."""
    stated = statement(answer, 'sugar')
    assert re.fullmatch(r'LicenseRef-[A-Za-z0-9.-]+', stated), (
        f'sugar = "{stated}": its contract is on no list, so it needs a name that begins with '
        'LicenseRef-'
    )


def test_every_library_is_listed_once(answer: Path) -> None:
    """No line was dropped or added."""
    found = sorted(statements(answer))
    wanted = sorted([library for library, _ in ENOUGH] + ['sugar'])
    assert found == wanted, f'{FILE} should list {wanted}, but lists {found}'
