"""No money is lost when several processes of the bank work at the same moment."""

import random
import threading
import time
from collections.abc import Iterator
from importlib import util
from pathlib import Path
from typing import Any

import pytest

LIMIT = 60
PATIENCE = 15
STEP = 0.005
TRIES = 5

ACCOUNTS = """
CREATE TABLE accounts (id integer PRIMARY KEY, owner text NOT NULL, balance bigint NOT NULL);
INSERT INTO accounts VALUES (1, 'ada', 100), (2, 'grace', 100), (3, 'linus', 100);
"""

# Refuses transactions at an UPDATE or at the COMMIT. A rollback does not take a sequence back,
# so sequences can count the tries.
REFUSAL = """
CREATE SEQUENCE tries MINVALUE 0 START 0;
CREATE SEQUENCE last_transaction MINVALUE 0;
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    this bigint := pg_current_xact_id()::text::bigint;
    before bigint := nextval('tries');
BEGIN
    IF this = (SELECT last_value FROM last_transaction) THEN
        RAISE 'it tried again inside the refused transaction';
    ELSIF before = 50 THEN
        RAISE 'it still tried after 50 refusals';
    ELSIF before < {times} THEN
        PERFORM setval('last_transaction', this);
        RAISE 'refused by the test' USING ERRCODE = '{state}';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER refuse AFTER UPDATE ON accounts
    DEFERRABLE INITIALLY {moment} FOR EACH ROW EXECUTE FUNCTION refuse();
"""


class Call:
    """A call in a process of its own: it has its own connection and its own copy of the module."""

    def __init__(
        self, connection: Any, source: Path, name: str, arguments: tuple[int, ...]
    ) -> None:
        self.title = f'{name}{arguments}'
        self.pid = connection.info.backend_pid
        self.connection = connection
        self.answer: Any = None
        self.error: Exception | None = None
        self._function = getattr(copy_of(source), name, None)
        if self._function is None:
            pytest.fail(f'accounts.py has no function {name}')
        self._arguments = arguments
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def done(self) -> bool:
        """Tell whether the call has ended."""
        return not self._thread.is_alive()

    @property
    def outcome(self) -> str:
        """The answer, or the name of the exception with the first line of its text."""
        self._thread.join(PATIENCE)
        if not self.done:
            pytest.fail(f'accounts.py: {self.title} does not end. What does it wait for?')
        status = self.connection.info.transaction_status.name
        if status != 'IDLE':
            pytest.fail(
                f'accounts.py: {self.title} came back and left its connection {status}, '
                'expected IDLE: neither committed nor rolled back, or closed'
            )
        if self.error is None:
            return str(self.answer)
        text = str(self.error).partition('\n')[0]
        return f'{type(self.error).__name__}: {text}'

    def hang_up(self) -> None:
        """Close the connection when the call has ended."""
        self._thread.join(PATIENCE)
        self.connection.close()

    def _run(self) -> None:
        try:
            self.answer = self._function(self.connection, *self._arguments)
        except Exception as error:  # whatever the learner's function raises is looked at later
            self.error = error


class Bank:
    """Three accounts with 100 cents each."""

    def __init__(self, postgres: Any, source: Path) -> None:
        self.postgres = postgres
        self._source = source
        self._holds: dict[int, Any] = {}
        self._calls: list[Call] = []
        postgres.script(ACCOUNTS)

    def call(self, name: str, *arguments: int) -> Call:
        """Begin a call, and return when it has ended or waits for a lock."""
        options = '-c deadlock_timeout=50ms -c statement_timeout=20s'
        call = Call(self.postgres.connect(options=options), self._source, name, arguments)
        self._calls.append(call)
        self.pause(call)
        return call

    def pause(self, call: Call) -> None:
        """Return when the call has ended or waits for a lock."""
        deadline = time.monotonic() + PATIENCE
        while not call.done and not self.waits(call) and time.monotonic() < deadline:
            time.sleep(STEP)

    def waits(self, call: Call) -> bool:
        """Tell whether the call waits for another transaction's lock."""
        return bool(self.scalar('SELECT pg_blocking_pids(%s)', call.pid))

    def hold(self, account: int) -> None:
        """Lock an account's row, as a slow colleague would."""
        self._holds[account] = self.postgres.connect()
        self._holds[account].execute('SELECT FROM accounts WHERE id = %s FOR UPDATE', [account])

    def release(self, account: int) -> None:
        """Give the row free again."""
        self._holds.pop(account).rollback()

    def balances(self) -> dict[int, int]:
        """Return what is committed."""
        return dict(self.postgres.execute('SELECT id, balance FROM accounts ORDER BY id'))

    def scalar(self, sql: str, *values: object) -> Any:
        """Return the one value that a query answers."""
        return self.postgres.execute(sql, values)[0][0]

    def close(self) -> int:
        """End all processes; return the number of deadlocks that the server counted."""
        for account in tuple(self._holds):
            self.release(account)
        for ended in self._calls:
            ended.hang_up()
        pids = [call.pid for call in self._calls]
        while self.postgres.execute('SELECT FROM pg_stat_activity WHERE pid = ANY(%s)', [pids]):
            time.sleep(STEP)
        return int(
            self.scalar('SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()')
        )


def copy_of(source: Path) -> Any:
    """Load the learner's module once more, as another process would."""
    spec = util.spec_from_file_location('accounts', source)
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def bank(postgres: Any, answer: Path) -> Iterator[Bank]:
    """Return a bank; its calls end with the test."""
    bank = Bank(postgres, answer / 'accounts.py')
    yield bank
    bank.close()


def test_two_withdrawals_at_once_are_both_remembered(bank: Bank) -> None:
    """Two withdrawals that begin together both count."""
    bank.hold(1)
    calls = bank.call('withdraw', 1, 30), bank.call('withdraw', 1, 50)
    bank.release(1)
    answers = [call.outcome for call in calls]
    left = bank.balances()[1]
    assert left == 20, (
        f'of 100 cents two processes withdrew 30 and 50 at once, and {left} are left, expected 20. '
        f'withdraw answered {answers}. May another transaction commit between its read and write?'
    )
    assert sorted(answers) in (['20', '50'], ['20', '70']), (
        f'withdraw must return the balance that it left; two calls at once answered {answers}'
    )


def test_the_same_money_is_not_given_twice(bank: Bank) -> None:
    """Of two withdrawals that do not both fit, one is refused."""
    bank.hold(1)
    calls = bank.call('withdraw', 1, 80), bank.call('withdraw', 1, 70)
    bank.release(1)
    answers = [call.outcome for call in calls]
    left = bank.balances()[1]
    assert left in {20, 30}, f'80 and 70 withdrawn from 100 at once left {left}, expected 20 or 30'
    assert sum(answer.startswith('NotEnoughError') for answer in answers) == 1, (
        f'80 and 70 do not both fit into 100: one had to raise NotEnoughError, got {answers}'
    )


@pytest.mark.parametrize('shared', ['source', 'target'])
def test_transfers_at_once_lose_nothing(bank: Bank, shared: str) -> None:
    """Two transfers that begin together and share an account both count."""
    pairs = ((3, 1), (3, 2)) if shared == 'source' else ((1, 3), (2, 3))
    bank.hold(3)
    calls = [
        bank.call('transfer', *pair, amount) for pair, amount in zip(pairs, (10, 25), strict=True)
    ]
    bank.release(3)
    answers = [call.outcome for call in calls]
    expected = {1: 110, 2: 125, 3: 65} if shared == 'source' else {1: 90, 2: 75, 3: 135}
    balances = bank.balances()
    assert balances == expected, (
        f'two transfers at once with the same {shared} left {balances}, expected {expected}. '
        f'transfer in accounts.py answered {answers}'
    )


def test_opposite_transfers_do_not_deadlock(bank: Bank) -> None:
    """Two transfers between the same accounts wait for each other in one order."""
    bank.hold(1)
    bank.hold(2)
    first, second = bank.call('transfer', 1, 2, 10), bank.call('transfer', 2, 1, 30)
    bank.release(1)
    bank.pause(first)
    bank.pause(second)
    bank.release(2)
    answers = first.outcome, second.outcome
    balances = bank.balances()
    deadlocks = bank.close()
    assert not deadlocks, (
        'transfer from 1 to 2 and transfer from 2 to 1 were in a deadlock: '
        f'{deadlocks} counted, expected 0. In which order does transfer lock the accounts?'
    )
    assert balances == {1: 120, 2: 80, 3: 100}, (
        f'10 from 1 to 2 and 30 from 2 to 1, begun together, left {balances}; answers: {answers}'
    )


def test_other_accounts_do_not_wait(bank: Bank) -> None:
    """While account 1 is busy, the others are free."""
    bank.hold(1)
    bank.call('withdraw', 1, 10)
    for name, *arguments in (('withdraw', 2, 10), ('transfer', 2, 3, 10)):
        call = bank.call(name, *arguments)
        assert not bank.waits(call), (
            f'{call.title} waits while account 1 is busy: accounts.py locks more than its own rows'
        )
        outcome = call.outcome
        assert call.error is None, f'{call.title} must work while account 1 is busy, got {outcome}'


@pytest.mark.parametrize(
    ('call', 'state', 'moment'),
    [
        (('withdraw', 1, 10), '40001', 'IMMEDIATE'),
        (('withdraw', 1, 10), '40P01', 'DEFERRED'),
        (('transfer', 1, 2, 10), '40P01', 'IMMEDIATE'),
        (('transfer', 1, 2, 10), '40001', 'DEFERRED'),
    ],
)
def test_a_refused_transaction_is_tried_again(
    bank: Bank, call: tuple[str, int, int], state: str, moment: str
) -> None:
    """Four refusals, at the UPDATE or at the COMMIT, do not reach the caller."""
    bank.postgres.script(REFUSAL.format(times=TRIES - 1, state=state, moment=moment))
    refused = bank.call(*call)
    place = 'COMMIT' if moment == 'DEFERRED' else 'UPDATE'
    outcome = refused.outcome
    assert refused.error is None, (
        f'{refused.title}: Postgres refused four transactions at the {place} with {state}, and the '
        f'fifth had to be tried; the caller got {outcome}. Does each try begin a transaction?'
    )
    left = bank.balances()[1]
    assert left == 90, f'{refused.title} after four refusals left {left} of 100, expected 90'


def test_the_tries_are_bounded(bank: Bank) -> None:
    """The fifth refusal reaches the caller."""
    bank.postgres.script(REFUSAL.format(times=1000, state='40001', moment='IMMEDIATE'))
    refused = bank.call('transfer', 1, 2, 10)
    outcome = refused.outcome
    tries = bank.scalar('SELECT last_value + 1 FROM tries')
    assert tries == TRIES, f'transfer in accounts.py tried {tries} times, expected {TRIES}'
    assert outcome.startswith('SerializationFailure'), (
        f'after its last try transfer must raise the SerializationFailure; it came to {outcome}'
    )


def test_other_errors_are_not_tried_again(bank: Bank) -> None:
    """An error that the next try would meet again goes to the caller at once."""
    bank.postgres.script(REFUSAL.format(times=1000, state='23514', moment='IMMEDIATE'))
    refused = bank.call('withdraw', 1, 10)
    outcome = refused.outcome
    tries = bank.scalar('SELECT last_value + 1 FROM tries')
    assert outcome.startswith('CheckViolation'), (
        f'withdraw met a CheckViolation and had to raise it; it came to {outcome}'
    )
    assert tries == 1, f'withdraw tried {tries} times after a CheckViolation, expected once'


def on_paper(balances: dict[int, int], amount: int, source: int, *targets: int) -> str:
    """Carry a call out on paper; return the error's name, or nothing."""
    if not {source, *targets} <= balances.keys():
        return 'NoAccountError'
    if balances[source] < amount:
        return 'NotEnoughError'
    balances[source] -= amount
    for target in targets:
        balances[target] += amount
    return ''


@pytest.mark.parametrize(
    ('source', 'target', 'amount', 'expected'),
    [
        (1, 9, 101, 'NoAccountError'),
        (9, 1, 101, 'NoAccountError'),
        (9, 9, 101, 'NoAccountError'),
        (1, 1, 101, 'NotEnoughError'),
        (1, 1, 100, ''),
    ],
)
def test_a_transfer_is_refused_for_its_first_reason(
    bank: Bank, source: int, target: int, amount: int, expected: str
) -> None:
    """A missing account comes before a lack of money, also where source and target are one."""
    call = bank.call('transfer', source, target, amount)
    raised = call.outcome.partition(':')[0] if call.error else ''
    assert raised == expected, (
        f'{call.title} raised "{raised}", expected "{expected}": there are the accounts 1, 2 and 3 '
        'with 100 cents each. See step 2 of the README'
    )
    balances = bank.balances()
    assert balances == {1: 100, 2: 100, 3: 100}, (
        f'{call.title} must change nothing, and left {balances} of 100 cents each'
    )


def test_calls_one_after_another_add_up(bank: Bank) -> None:
    """Whatever is withdrawn and transferred, the balances are those of a calculation on paper."""
    paper = bank.balances()
    for _ in range(40):
        name, count = random.choice((('withdraw', 1), ('transfer', 2), ('transfer', 2)))
        accounts = random.choices((1, 2, 3, 9), (8, 8, 8, 1), k=count)
        amount = random.choice((random.randint(1, 90), max(1, paper.get(accounts[0], 1))))
        expected = on_paper(paper, amount, *accounts)
        call = bank.call(name, *accounts, amount)
        raised = call.outcome.partition(':')[0] if call.error else ''
        came = bank.balances()
        assert (raised, came) == (expected, paper), (
            f'{call.title} raised "{raised}" and left {came}, expected "{expected}" and {paper}'
        )
        call.hang_up()
