"""A part of the gallery: a program that runs as long as the gallery does."""

import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener


def always() -> bool:
    """Tell that a part is ready as soon as it runs."""
    return True


@dataclass(frozen=True, slots=True)
class Part:
    """What has to run, how one sees that it does, and how it is asked to end."""

    name: str
    command: Sequence[str | Path]
    environment: Mapping[str, str] = field(default_factory=dict)
    #: Tells whether the part can do its work by now.
    is_ready: Callable[[], bool] = always
    stop_signal: int = signal.SIGTERM
    #: Within so many seconds what was begun may end; those of all parts are less than five.
    grace: float = 0.6
    #: What else ``subprocess`` should know, such as whose process this is.
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answers:
    """Asks a part whether it is ready, by HTTP."""

    address: str

    def __call__(self) -> bool:
        """Tell whether the answer was a good one."""
        # Without the machine's proxy: it can't know our own address.
        opener = build_opener(ProxyHandler({}))
        try:
            return bool(opener.open(self.address, timeout=1).status)
        except OSError:
            return False
