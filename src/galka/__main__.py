"""Where the command begins: what is typed most, the error messages and the exit codes."""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from galka.model.errors import GalkaError

WRONG_USE = 2
INTERRUPTED = 130
#: Set by a shell that asks for completions.
COMPLETION = '_GALKA_COMPLETE'


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run galka and exit: 0 done or passed, 1 failed, 2 wrong use, 3 not verified."""
    sys.exit(_run(sys.argv[1:] if arguments is None else list(arguments)))


def _run(arguments: list[str]) -> int:
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
    except BrokenPipeError:
        # Somebody closed the pipe, as `galka list | head` does; what is buffered has no reader.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


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
