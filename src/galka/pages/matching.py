"""Compares what a page shows with what came, as doctest does."""

import doctest
import re
import sys
from collections.abc import Mapping
from typing import Final

_CHECKER: Final = doctest.OutputChecker()
#: A page that shows 1 where True comes is wrong; doctest alone would let it pass.
_FLAGS: Final = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.DONT_ACCEPT_TRUE_FOR_1
# A terminal ends some messages with a guess; the traceback module knows it from Python 3.12 on.
_GUESS: Final = re.compile(r'\. Did you [^\n]*\?$', re.MULTILINE)
_GUESSES_ARE_KNOWN: Final = sys.version_info >= (3, 12)
_EXCEPTION_NAME: Final = re.compile(r'(?:\w+\.)*(\w+)')


def chosen_flags(options: Mapping[int, bool]) -> int:
    """Apply an example's own options, such as ``# doctest: -ELLIPSIS``."""
    chosen = _FLAGS
    for flag, wanted in options.items():
        chosen = chosen | flag if wanted else chosen & ~flag
    return chosen


def output_matches(want: str, got: str, flags: int = _FLAGS) -> bool:
    """Tell whether the output is the one that the page shows."""
    return _CHECKER.check_output(_with_end(want), _with_end(got), flags)


def exception_matches(want: str, got: str, flags: int = _FLAGS) -> bool:
    """Tell whether an exception's last lines are the ones that the page shows.

    A page may leave out the guess that ends a message: not every Python makes it.
    """
    if flags & doctest.IGNORE_EXCEPTION_DETAIL:
        return _exception_name(want) == _exception_name(got)
    if not _GUESSES_ARE_KNOWN:
        want = _GUESS.sub('', want)
    versions = (got, _GUESS.sub('', got))
    return any(output_matches(want, version, flags) for version in versions)


def _exception_name(message: str) -> str:
    name = _EXCEPTION_NAME.match(message)
    return name[1] if name else message


def _with_end(text: str) -> str:
    text = text.rstrip('\n')
    return f'{text}\n' if text else ''
