"""A program that tells what the interpreter does with it; run it as a file."""

import faulthandler
import importlib
import warnings


def false_assert() -> str:
    """Tell what becomes of an assert that does not hold."""
    try:
        assert not __name__, 'never true'
    except AssertionError:
        return 'stops the program'
    return 'is skipped'


def old_call() -> str:
    """Tell what becomes of a warning that is off by default."""
    try:
        with warnings.catch_warnings(record=True) as told:
            warnings.warn('use the new kettle', PendingDeprecationWarning, stacklevel=1)
            return 'shows its warning' if told else 'is silent'
    except PendingDeprecationWarning:
        return 'raises its warning'


def neighbour() -> str:
    """Tell whether the module in the next file can be imported."""
    try:
        importlib.import_module('tea')
    except ModuleNotFoundError:
        return 'is not found'
    return 'is found'


def main() -> None:
    """Print one line for each habit."""
    print('a false assert', false_assert(), sep=': ')
    print('an old call', old_call(), sep=': ')
    print('tea.py beside it', neighbour(), sep=': ')
    print('a crash in C code', 'is told' if faulthandler.is_enabled() else 'is not told', sep=': ')
    print('the hash of a text', hash('tea'), sep=': ')


if __name__ == '__main__':
    main()
