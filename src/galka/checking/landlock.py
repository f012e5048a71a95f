"""Keep an answer from changing the course and the tool: Linux's Landlock, without privileges.

A process gives up the right to write anywhere but below the places that it names, for itself and
for all that it starts (https://docs.kernel.org/userspace-api/landlock.html). It can name only what
is allowed, so what lies beside a protected folder is named, at each level up to the root. What is
there can be written to; nothing new can be made in the folders above a protected one. Where the
kernel has no Landlock nothing is given up.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

#: System calls, by numbers that are the same on every processor.
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
ASK_VERSION: Final = 1
RULE_PATH_BENEATH: Final = 1
PR_SET_NO_NEW_PRIVS: Final = 38
#: Rights from linux/landlock.h. Write to a file; make and remove what a folder holds; then what
#: later versions know: to rename between folders, and to cut a file.
WRITE_FILE: Final = 1 << 1
MAKE_AND_REMOVE: Final = sum(1 << bit for bit in range(4, 13))
REFER, REFER_SINCE = 1 << 13, 2
TRUNCATE, TRUNCATE_SINCE = 1 << 14, 3
#: Not a right to a place: to send signals to others than what was started below.
SCOPED_SIGNAL, SCOPED_SINCE = 1 << 1, 6


def version() -> int:
    """Return the version of Landlock that this kernel has; 0 where it has none."""
    if sys.platform != 'linux':
        return 0
    return max(_call(CREATE_RULESET, None, 0, ASK_VERSION), 0)


def protect(folders: Iterable[Path]) -> bool:
    """Give up the right to write below ``folders``; tell whether the kernel took it."""
    known = version()
    if not known:
        return False
    on_folders = WRITE_FILE | MAKE_AND_REMOVE
    on_files = WRITE_FILE
    if known >= REFER_SINCE:
        on_folders |= REFER
    if known >= TRUNCATE_SINCE:
        on_folders |= TRUNCATE
        on_files |= TRUNCATE
    attributes = struct.pack('=Q', on_folders)
    if known >= SCOPED_SINCE:
        attributes = struct.pack('=QQQ', on_folders, 0, SCOPED_SIGNAL)
    ruleset = _call(CREATE_RULESET, attributes, len(attributes), 0)
    if ruleset < 0:
        return False
    for place in beside({folder.resolve() for folder in folders}):
        _allow(ruleset, place, on_folders if place.is_dir() else on_files)
    ctypes.CDLL(None).prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    taken = _call(RESTRICT_SELF, ruleset, 0) == 0
    os.close(ruleset)
    return taken


def beside(folders: Iterable[Path]) -> Iterator[Path]:
    """Yield everything that is not below one of the folders, in as few places as possible."""
    closed = set(folders)
    opened = {parent for folder in closed for parent in folder.parents} - closed
    for parent in opened:
        if not closed.intersection(parent.parents):
            for place in _children(parent):
                if place not in closed and place not in opened:
                    yield place


def _children(folder: Path) -> list[Path]:
    try:
        # What a link leads to is reached through its real parent.
        return [Path(entry) for entry in os.scandir(folder) if not entry.is_symlink()]
    except OSError:
        return []


def _allow(ruleset: int, place: Path, rights: int) -> None:
    try:
        beneath = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    # Devices and sockets are files, too, and refuse what they can not do.
    _call(ADD_RULE, ruleset, RULE_PATH_BENEATH, struct.pack('=Qi', rights, beneath), 0)
    os.close(beneath)


def _call(number: int, *arguments: int | bytes | None) -> int:
    typed = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    answered: int = ctypes.CDLL(None, use_errno=True).syscall(ctypes.c_long(number), *typed)
    return answered
