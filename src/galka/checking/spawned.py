"""One check in a process that was not forked: for systems without ``fork``."""

import json
import os
import sys
from pathlib import Path

from galka.checking import child
from galka.checking.child import Request
from galka.checking.reporting import Reporter


def main() -> None:
    """Read a request from standard input and write the report into its scratch folder."""
    request = Request(**json.loads(sys.stdin.read()))
    path = Path(request.scratch) / 'report.jsonl'
    report = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, 'O_BINARY', 0))
    reporter = Reporter(report, '', Path(request.answer))
    child.run(request, reporter, sys.stderr.buffer, wait=bool)


if __name__ == '__main__':
    main()
