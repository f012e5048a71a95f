"""Ids that are made here, not by a database: they sort by time, and tell their shard.

An id has 63 bits: 41 of milliseconds, 12 of the logical shard, 10 of a sequence. A database that
counts by itself would have to be asked first, and two of them would give the same number twice.
"""

import secrets
import threading
import time
from typing import Final

SHARDS: Final = 4096  # logical ones: many more than there will ever be databases
_SHARD_BITS: Final = 12
_SEQUENCE_BITS: Final = 10
_SEQUENCES: Final = 1 << _SEQUENCE_BITS
_NANOSECONDS: Final = 1_000_000  # in a millisecond
_EPOCH: Final = 1_735_689_600_000  # 2025-01-01: 41 bits of milliseconds last for 69 years


class Maker:
    """Makes ids of one process, each only once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._moment = 0
        self._left = 0
        self._sequence = 0

    def make(self, shard: int) -> int:
        """Return the next id on a logical shard."""
        with self._lock:
            self._advance()
            self._left -= 1
            self._sequence = (self._sequence + 1) % _SEQUENCES
            return (
                self._moment << _SHARD_BITS + _SEQUENCE_BITS
                | shard << _SEQUENCE_BITS
                | self._sequence
            )

    def _advance(self) -> None:
        """Go on to the present, or to the next millisecond where this one has no id left."""
        present = time.time_ns() // _NANOSECONDS - _EPOCH
        if present <= self._moment and self._left:
            return
        self._moment = max(present, self._moment + 1)
        self._left = _SEQUENCES
        # Two processes that begin at 0 would make the same ids; the primary key would notice.
        self._sequence = secrets.randbelow(_SEQUENCES)


_maker: Final = Maker()
make_id: Final = _maker.make


def new_tenant_id() -> int:
    """Return an id for a new tenant, on a logical shard of its own choice."""
    return make_id(secrets.randbelow(SHARDS))


def shard_of(number: int) -> int:
    """Return the logical shard that an id was made on; a tenant's rows are all on one."""
    return number >> _SEQUENCE_BITS & SHARDS - 1
