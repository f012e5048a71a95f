"""The policy is kept to, for every expression."""

import random
from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Any

import policy
import pytest

DELIVERIES = ('service', 'download')
# How each kind fares: as a service unmodified and modified, then as a download.
POLICY = MappingProxyType(
    {
        'permissive': (True, True, True, True),
        'weak copyleft': (True, True, True, False),
        'copyleft': (True, True, False, False),
        'network copyleft': (True, False, False, False),
        'anything else': (False, False, False, False),
    }
)
KINDS = MappingProxyType(
    {
        '0BSD': 'permissive',
        'Apache-2.0': 'permissive',
        'Apache-2.0 WITH LLVM-exception': 'permissive',
        'Apache-2.0+': 'permissive',
        'BSD-2-Clause': 'permissive',
        'BSD-3-Clause': 'permissive',
        'ISC': 'permissive',
        'MIT': 'permissive',
        'Zlib': 'permissive',
        'LGPL-2.1-only': 'weak copyleft',
        'LGPL-2.1-or-later': 'weak copyleft',
        'LGPL-3.0-only': 'weak copyleft',
        'LGPL-3.0-only WITH Classpath-exception-2.0': 'weak copyleft',
        'MPL-2.0': 'weak copyleft',
        'MPL-2.0+': 'weak copyleft',
        'GPL-2.0-only WITH Classpath-exception-2.0': 'weak copyleft',
        'GPL-2.0-or-later WITH Classpath-exception-2.0': 'weak copyleft',
        'GPL-3.0-or-later WITH GCC-exception-3.1': 'weak copyleft',
        'GPL-2.0-only': 'copyleft',
        'GPL-2.0-or-later': 'copyleft',
        'GPL-3.0-only': 'copyleft',
        'GPL-3.0-or-later': 'copyleft',
        'GPL-2.0-only WITH Linux-syscall-note': 'copyleft',
        'GPL-3.0-or-later WITH Bison-exception-2.2': 'copyleft',
        'AGPL-3.0-only': 'network copyleft',
        'AGPL-3.0-or-later': 'network copyleft',
        'AGPL-3.0-or-later WITH GCC-exception-3.1': 'network copyleft',
        # On SPDX's list, and in no table of the house.
        'CC-BY-NC-4.0': 'anything else',
        'SSPL-1.0': 'anything else',
        'BUSL-1.1': 'anything else',
        'GPL-3.0': 'anything else',
        'LicenseRef-Sugar': 'anything else',
        'BUSL-1.1 WITH Classpath-exception-2.0': 'anything else',
    }
)
NO_EXPRESSIONS = (
    None,
    '',
    ' ',
    'UNKNOWN',
    'Apache 2.0',
    'BSD',
    'MIT/X11',
    'MIT OR',
    'OR MIT',
    'MIT ISC',
    'MIT, ISC',
    '(MIT',
    'MIT)',
    'MIT WITH ISC',
    'MIT OR (ISC AND Apache 2.0)',
)
CASES = [(delivery, modified) for delivery in DELIVERIES for modified in (False, True)]
TRIES = 60
DEPTH = 4

Verdict = Callable[[int], bool]


def fares(licence: str) -> Verdict:
    """Return how a single licence fares, by the number of the case."""
    return POLICY[KINDS[licence]].__getitem__


def combine(how: Callable[[Any], bool], parts: list[Verdict]) -> Verdict:
    """Return how parts fare together."""
    return lambda case: how(part(case) for part in parts)


def some_expression(depth: int) -> tuple[str, str, Verdict]:
    """Return a random expression, the operator at its top, and how it fares."""
    if depth == 0 or random.random() < 1 / DEPTH:
        licence = random.choice(sorted(KINDS))
        return licence, '', fares(licence)
    operator = random.choice(('AND', 'OR'))
    parts = [some_expression(depth - 1) for _ in range(random.randint(2, 3))]
    texts = [grouped(text, inside, operator) for text, inside, _ in parts]
    how = all if operator == 'AND' else any
    return f' {operator} '.join(texts), operator, combine(how, [part[2] for part in parts])


def grouped(text: str, inside: str, outside: str) -> str:
    """Put parentheses where they are needed, and sometimes where they are not."""
    needed = inside == 'OR' and outside == 'AND'
    return f'({text})' if needed or random.random() < 1 / DEPTH else text


def spelt(expression: str) -> str:
    """Return an expression in another spelling that packaging accepts too."""
    change = random.choice((str, str.lower, str.upper))
    return random.choice(('{}', ' {} ', '( {} )')).format(change(expression))


def is_refused(licence: str | None, case: int) -> bool:
    """Ask the answer about one library, which stands between two that are clear."""
    delivery, modified = CASES[case]
    asked = policy.Dependency('kettle', licence, modified=modified)
    others = [policy.Dependency('apron', 'MIT'), policy.Dependency('tray', 'ISC')]
    try:
        found = policy.refused([others[0], asked, others[1]], delivery)
    except Exception as error:
        pytest.fail(f'refused in policy.py broke down on the licence {licence!r} with {error!r}')
    assert found in ([], ['kettle']), (
        f'apron is under MIT and tray under ISC, kettle under {licence!r}, '
        f'and refused in policy.py returned {found!r} for a {delivery}'
    )
    return bool(found)


def check(licence: str | None, ships: Verdict, why: str) -> None:
    """Compare verdict and policy in all four cases."""
    for case, (delivery, modified) in enumerate(CASES):
        wanted = not ships(case)
        state = 'modified' if modified else 'unmodified'
        assert is_refused(licence, case) == wanted, (
            f'{licence!r}, {state}, in a {delivery} should '
            f'{"be refused" if wanted else "ship"} by policy.py: {why}'
        )


@pytest.mark.parametrize('licence', KINDS)
def test_a_single_licence_is_of_one_kind(licence: str) -> None:
    """Each fares as the row of its kind says, in any spelling."""
    for text in (licence, licence.lower(), f'(({licence}))'):
        check(text, fares(licence), f'it is {KINDS[licence]}')


@pytest.mark.parametrize('statement', NO_EXPRESSIONS)
def test_what_is_no_expression_is_refused(statement: str | None) -> None:
    """What packaging does not accept permits nothing, whatever stands in it."""
    check(statement, lambda case: False, 'packaging does not accept it as an expression')


def test_the_house_chooses() -> None:
    """Of alternatives the best one counts, wherever it stands."""
    for names in (['MIT', 'AGPL-3.0-only', 'CC-BY-NC-4.0'], ['MIT', 'GPL-3.0-only', 'SSPL-1.0']):
        random.shuffle(names)
        check(' OR '.join(names), lambda case: True, 'one of its alternatives is MIT')


def test_and_asks_for_all() -> None:
    """Of parts the worst one counts, wherever it stands."""
    names = ['MIT', 'ISC', 'CC-BY-NC-4.0']
    random.shuffle(names)
    check(' AND '.join(names), lambda case: False, 'CC-BY-NC-4.0 has to be kept to as well')


def mixed() -> Iterator[tuple[str, Verdict]]:
    """Yield expressions in which it matters that AND binds tighter."""
    for bad in ('CC-BY-NC-4.0', 'LicenseRef-Sugar'):
        yield f'MIT OR ISC AND {bad}', lambda case: True
        yield f'{bad} AND ISC OR MIT', lambda case: True
        yield f'(MIT OR ISC) AND {bad}', lambda case: False
        yield f'{bad} AND (ISC OR MIT)', lambda case: False
        yield f'MIT AND ({bad} OR ISC AND (Zlib OR {bad})) AND 0BSD', lambda case: True


def test_and_binds_tighter() -> None:
    """``A OR B AND C`` is ``A OR (B AND C)``."""
    for expression, ships in mixed():
        check(expression, ships, 'parentheses first, then AND, then OR, up to the last word')


def test_any_expression_is_read() -> None:
    """Random expressions fare as their parts do."""
    for number in range(TRIES):
        # Small ones first: a mistake is told with the smallest that shows it.
        expression, _, ships = some_expression(1 + number * DEPTH // TRIES)
        check(spelt(expression), ships, 'read it part by part')


def test_names_are_sorted() -> None:
    """The list of a whole product names each refused library once, in order."""
    names = [f'library-{number:02}' for number in range(TRIES)]
    licences = {name: random.choice(('MIT', 'GPL-3.0-only', None)) for name in names}
    product = [policy.Dependency(name, licence) for name, licence in licences.items()]
    random.shuffle(product)
    try:
        found = policy.refused(iter(product), 'download')
    except Exception as error:
        pytest.fail(f'refused in policy.py broke down on a whole product with {error!r}')
    wanted = [name for name in names if licences[name] != 'MIT']
    assert found == wanted, f'refused in policy.py should return {wanted}, but returned {found}'


@pytest.mark.parametrize('delivery', ['Service', 'downloads', ''])
def test_there_are_two_deliveries(delivery: str) -> None:
    """A misspelt delivery is an error, and no permission."""
    try:
        found = policy.refused([policy.Dependency('kettle', 'MIT')], delivery)
    except ValueError:
        return
    pytest.fail(f'refused in policy.py took the delivery {delivery!r} and returned {found!r}')
