"""Statements that wait for somebody else's lock, without luck and without sleeping."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any

from examples.database.postgres.server import Server, Session
from examples.database.postgres.withdrawals import Connection

BLOCKERS = 'SELECT pg_blocking_pids(%s)'
STEP = 0.002


def begin(watcher: Session, pid: int, call: Callable[[], Any]) -> 'Future[Any]':
    """Start the call in a thread; come back when its connection waits for a lock, or is done."""
    pool = ThreadPoolExecutor(1)
    answer = pool.submit(call)
    pool.shutdown(wait=False)
    while not answer.done() and not watcher(BLOCKERS, pid):
        time.sleep(STEP)
    return answer


def race(server: Server, withdraw: Callable[[Connection, int], None]) -> int:
    """Let two clerks withdraw 30 and 50 of 100 at the same moment; return what is left."""
    watcher, slow = server.session(), server.session()
    watcher('DROP TABLE IF EXISTS accounts')
    watcher('CREATE TABLE accounts AS SELECT 1 AS id, 100 AS balance')
    # Nobody can write before the slow colleague has gone, and by then both clerks have read.
    slow('BEGIN')
    slow('SELECT FROM accounts FOR UPDATE')
    clerks = {server.session(): 30, server.session(): 50}
    calls = [
        begin(watcher, clerk.pid, partial(withdraw, clerk.connection, amount))
        for clerk, amount in clerks.items()
    ]
    slow('COMMIT')
    for call in calls:
        call.result()
    balance = int(watcher('SELECT balance FROM accounts'))
    for session in (watcher, slow, *clerks):
        session.connection.close()
    return balance
