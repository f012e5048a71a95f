"""What came of an answer, and how two places differ in it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias, final

#: How a reason names what is missing; the first that fits.
REASONS: Final = (
    re.compile(r'a page has no (?P<thing>.+)'),
    re.compile(r'(?:not verified: )?(?P<thing>.+?) is not installed'),
    re.compile(r'(?:not verified: )?(?P<thing>.+?) is missing'),
)

#: How Python says that a package is missing.
PACKAGE: Final = re.compile(r"No module named '(?P<name>\w+)")

Outcomes: TypeAlias = Mapping[str, str]
PASSED: Final = 'passed'
SKIPPED: Final = 'skipped'
NOT_RUN: Final = 'not run'
DIFFERENT: Final = 'agreement in the verdict'


@final
@dataclass(frozen=True, slots=True)
class Seen:
    """What came of one answer in one place."""

    verdict: str
    reason: str
    outcomes: Outcomes
    #: What the tests said that did not pass.
    messages: Mapping[str, str]


def by_test(tests: Iterable[tuple[str, str, str]]) -> tuple[Outcomes, Mapping[str, str]]:
    """Return the outcomes, and the messages of tests that did not pass, by the tests' names."""
    outcomes: dict[str, str] = {}
    messages: dict[str, str] = {}
    for name, outcome, message in tests:
        outcomes[name] = outcome
        if outcome != PASSED:
            messages[name] = message
    return outcomes, messages


def not_verified(seen: Seen) -> str:
    """Return what a test asked for in vain, if one ended as not verified."""
    skipped = [name for name, outcome in seen.outcomes.items() if outcome == SKIPPED]
    return _named(seen.messages[skipped[0]]) if skipped else ''


def _named(reason: str) -> str:
    """Return the thing that a reason names, or all of the reason."""
    found = next(filter(None, (pattern.search(reason) for pattern in REASONS)), None)
    return found['thing'] if found else reason


def difference(in_page: Seen, on_machine: Seen) -> str:
    """Return why the two places differ: a package that is missing, or what the first test says."""
    outcomes = in_page.outcomes, on_machine.outcomes
    # Cases of a test may be named by values that are new in each run.
    names_agree = outcomes[0].keys() == outcomes[1].keys()
    agree = outcomes[0] == outcomes[1] if names_agree else equal(map(by_function, outcomes))
    if agree and in_page.verdict == on_machine.verdict:
        return ''
    packages = filter(None, map(PACKAGE.search, (*in_page.messages.values(), in_page.reason)))
    package = next(packages, None)
    if package:
        return f'the package {package["name"]}'
    names = (*outcomes[1], *outcomes[0])
    return next(filter(None, (_differing(name, in_page, on_machine) for name in names)), DIFFERENT)


def by_function(outcomes: Outcomes) -> Counter[tuple[str, str]]:
    """Count the outcomes of each test function, whatever its cases are called."""
    return Counter((name.partition('[')[0], outcome) for name, outcome in outcomes.items())


def equal(counted: Iterable[object]) -> bool:
    """Tell whether both are the same."""
    first, second = counted
    return first == second


def _differing(name: str, in_page: Seen, on_machine: Seen) -> str:
    there = in_page.outcomes.get(name, NOT_RUN)
    here = on_machine.outcomes.get(name, NOT_RUN)
    if here == there:
        return ''
    said = in_page.messages.get(name) or on_machine.messages.get(name) or in_page.reason
    first = said.partition('\n')[0]
    return f'agreement in {name}: {here} on a machine, {there} in the page ({first})'
