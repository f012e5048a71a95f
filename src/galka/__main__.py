"""Where the command begins: what is typed most, the error messages and the exit codes."""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from galka.model.errors import GalkaError

WRONG_USE = 2
INTERRUPTED = 130
#: The standard streams, in the order of their numbers.
STREAMS = (('stdin', 'r'), ('stdout', 'w'), ('stderr', 'w'))
#: Set by a shell that asks for completions.
COMPLETION = '_GALKA_COMPLETE'


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run galka and exit: 0 done or passed, 1 failed, 2 wrong use, 3 not verified."""
    sys.exit(_run(sys.argv[1:] if arguments is None else list(arguments)))


def _run(arguments: list[str]) -> int:
    _fill_closed_streams()
    try:
        code = _start(arguments)
        sys.stdout.flush()
    except GalkaError as error:
        _tell(str(error), error.advice)
        return WRONG_USE
    except KeyboardInterrupt:
        from galka.translation import translate

        _tell('', translate('Interrupted. Nothing was lost.'))
        return INTERRUPTED
    except OSError as error:
        return _end(error)
    return code


def _fill_closed_streams() -> None:
    """Open nothing as each stream that was closed: what is opened next must not take its number."""
    for name, mode in STREAMS:
        if getattr(sys, name) is None:
            nothing = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(nothing, mode, encoding='utf-8'))


def _end(error: OSError) -> int:
    """Tell of what no command has foreseen, and return the exit code."""
    # What is buffered has no reader, or no room: it must not be tried again at the very end.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        # Somebody closed the pipe, as `galka list | head` does.
        return 0
    if _stands_somewhere():
        _tell(str(error), '')
    else:
        from galka.translation import translate

        _tell(
            translate('The folder that this terminal stands in is gone.'),
            translate('Go to another one: cd ~'),
        )
    return WRONG_USE


def _stands_somewhere() -> bool:
    from pathlib import Path

    try:
        Path.cwd()
    except FileNotFoundError:
        return False
    return True


def _start(arguments: list[str]) -> int:
    """Run the command. The two that are typed most do not wait for the parser to be imported."""
    if COMPLETION not in os.environ and arguments in ([], ['next']):
        from galka.commands import next_task, status
        from galka.commands.session import Session

        quick = next_task.show_next if arguments else status.show_status
        quick(Session(None, None))
        return 0
    if arguments[:1] == ['check']:
        from galka.checking.starting import start_early

        start_early()
    from galka.cli import run

    return run(arguments)


def _tell(message: str, advice: str) -> None:
    from galka.console.output import say

    if message:
        say(f'galka: {message}', error=True, fg='red')
    if advice:
        say(advice, error=True)


if __name__ == '__main__':
    main()
