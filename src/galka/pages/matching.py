"""Compares what a page shows with what came, as doctest does."""

import doctest
import re
from collections.abc import Mapping
from typing import Final

_CHECKER: Final = doctest.OutputChecker()
#: A page that shows 1 where True comes is wrong; doctest alone would let it pass.
_FLAGS: Final = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.DONT_ACCEPT_TRUE_FOR_1
# From Python 3.12 on the message in a traceback ends with a guess.
_GUESS: Final = re.compile(r"\. Did you mean:? '[^']*'\?$", re.MULTILINE)
_DETAIL: Final = re.compile(r'(?:[\w.]*\.)?(\w+)(?::.*)?\Z', re.DOTALL)


def flags(options: Mapping[int, bool]) -> int:
    """Apply an example's own options, such as ``# doctest: -ELLIPSIS``."""
    chosen = _FLAGS
    for flag, wanted in options.items():
        chosen = chosen | flag if wanted else chosen & ~flag
    return chosen


def output_matches(want: str, got: str, chosen: int = _FLAGS) -> bool:
    """Tell whether the output is the one that the page shows."""
    return _CHECKER.check_output(_with_end(want), _with_end(got), chosen)


def exception_matches(want: str, got: str, chosen: int = _FLAGS) -> bool:
    """Tell whether an exception's last lines are the ones that the page shows."""
    if chosen & doctest.IGNORE_EXCEPTION_DETAIL:
        return _DETAIL.sub(r'\1', want.strip()) == _DETAIL.sub(r'\1', got.strip())
    return any(output_matches(want, text, chosen) for text in (got, _GUESS.sub('', got)))


def _with_end(text: str) -> str:
    text = text.rstrip('\n')
    return f'{text}\n' if text else ''
