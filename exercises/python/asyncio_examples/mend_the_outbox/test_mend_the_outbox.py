"""The outbox sends every letter, hears of every error, and leaves nothing on the way."""

import asyncio
import random
from collections.abc import Coroutine, Iterator
from typing import Any

import outbox
import pytest

ADA, GRACE, LINUS, BARBARA = (
    f'{name}@example.com' for name in ('ada', 'grace', 'linus', 'barbara')
)
MANY = 40
LONG = 1000  # seconds of the loop's own clock: nobody waits for them


class JumpingLoop(asyncio.BaseEventLoop):
    """A loop that never waits: when nothing can run, its clock jumps to the next timer."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = self
        self._now = float(0)

    def time(self) -> float:
        """Return the time that has passed for the coroutines."""
        return self._now

    def select(self, timeout: float | None) -> tuple[()]:
        """Be asked to wait, and jump."""
        assert timeout is not None, 'send_all waits for something that never happens'
        self._now += timeout
        return ()

    def _process_events(self, events: object) -> None: ...

    def _write_to_self(self) -> None: ...


def run(main: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine on a loop whose clock jumps."""
    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        runner.run(main)


class MailServer:
    """Takes letters; each is on its way for a while, and some come to grief."""

    def __init__(self, **grief: Exception) -> None:
        self.grief = {f'{name}@example.com': error for name, error in grief.items()}
        self.seconds: dict[str, float] = {}
        self.on_the_way: list[str] = []
        self.most = 0
        self.sent: list[str] = []

    async def send(self, address: str) -> None:
        """Send a letter; a second later an address in grief raises its error."""
        self.on_the_way.append(address)
        self.most = max(self.most, len(self.on_the_way))
        try:
            await asyncio.sleep(self.seconds.get(address, 1))
            self.deliver(address)
        finally:
            await asyncio.sleep(0.5)  # say goodbye to the server
            self.on_the_way.remove(address)

    def deliver(self, address: str) -> None:
        """Deliver a letter, or raise the address's error."""
        error = self.grief.get(address)
        if error:
            raise error
        self.sent.append(address)


def leaves(error: BaseException) -> Iterator[BaseException]:
    """Yield the errors in a group, or the error itself."""
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            yield from leaves(part)
    else:
        yield error


@pytest.mark.parametrize('seed', range(3))
def test_every_letter_is_sent(seed: int) -> None:
    """When ``send_all`` returns, nothing is left to be sent."""
    chance = random.Random(seed)
    addresses = [f'reader{number}@example.com' for number in range(chance.randint(5, 50))]
    server = MailServer()
    server.seconds = {address: chance.randint(0, 9) for address in addresses}

    async def main() -> None:
        refused = await outbox.send_all(iter(addresses), server.send)
        assert sorted(server.sent) == sorted(addresses), (
            f'send_all returned while letters were still to be sent: {len(server.sent)} of '
            f'{len(addresses)} had left. Who waits for the tasks in outbox.py?'
        )
        assert not refused, f'nobody refused, but send_all returned {refused}'

    run(main())


def test_letters_travel_at_the_same_time() -> None:
    """No letter waits for another one."""
    server = MailServer()

    async def main() -> None:
        addresses = [f'reader{number}@example.com' for number in range(MANY)]
        await outbox.send_all(addresses, server.send)
        assert server.most == MANY, (
            f'{MANY} letters, but at most {server.most} on the way at once while send_all ran: '
            'are all of them started, and is none awaited before the next one is started?'
        )

    run(main())


def test_a_refusal_is_reported_and_stops_nobody() -> None:
    """RefusedError addresses come back in their order; all other letters are sent."""
    server = MailServer(linus=outbox.RefusedError(), ada=outbox.RefusedError())
    server.seconds = {LINUS: 3, GRACE: 9, BARBARA: 0}

    async def main() -> None:
        try:
            refused = await outbox.send_all([LINUS, GRACE, ADA, BARBARA, LINUS, ADA], server.send)
        except (outbox.RefusedError, ExceptionGroup) as error:
            pytest.fail(f'a refusal is ordinary, but send_all raised {error!r}')
        assert sorted(server.sent) == [BARBARA, GRACE], (
            'a refusal concerns one address only: when send_all returns, '
            f'{GRACE} and {BARBARA} should have their letters, but {server.sent} were sent'
        )
        assert refused == [LINUS, ADA, LINUS, ADA], (
            'send_all must return those who refused, in the order in which they were given: '
            f'linus, ada, linus, ada, but it returned {refused}'
        )

    run(main())


@pytest.mark.parametrize('addresses', [[ADA, GRACE], [ADA]])
def test_trouble_cancels_what_is_on_the_way(addresses: list[str]) -> None:
    """All errors reach the caller in a group, after the other letters were cancelled."""
    server = MailServer(
        ada=ConnectionError('the line is dead'),
        grace=OSError('the disk is full'),
        barbara=outbox.RefusedError(),
    )
    server.seconds = {LINUS: LONG, BARBARA: 0}
    happened = [server.grief[address] for address in addresses]

    async def main() -> None:
        try:
            await outbox.send_all([BARBARA, LINUS, *addresses], server.send)
        except Exception as error:
            raised = error
        else:
            pytest.fail(f'{happened} happened, and the caller of send_all heard nothing of it')
        left = list(server.on_the_way)
        await asyncio.sleep(LONG * 2)
        assert not server.sent, (
            'the server was in trouble, and the other letters still went on: '
            f'{server.sent} should have been cancelled'
        )
        assert not left, f'send_all ended before the cancelled letters did: {left}'
        found = list(leaves(raised))
        assert set(found) == set(happened), (
            f'these errors happened: {happened}, but the caller of send_all got {found}'
        )
        assert isinstance(raised, ExceptionGroup), (
            f'{happened} should come in an exception group, but the caller got {raised!r} alone'
        )

    run(main())


def test_cancelling_reaches_the_letters() -> None:
    """A cancelled ``send_all`` leaves no letter on the way."""
    server = MailServer()
    server.seconds = {ADA: LONG, GRACE: LONG}

    async def main() -> None:
        sending = asyncio.create_task(outbox.send_all([ADA, GRACE], server.send))
        await asyncio.sleep(1)
        sending.cancel()
        await asyncio.wait([sending])
        left = list(server.on_the_way)
        assert sending.cancelled(), (
            'send_all was cancelled and did not end as cancelled: '
            'had it returned before its letters were sent, or does it hide the cancellation?'
        )
        assert not left, f'send_all was cancelled, but the letters to {left} are still on the way'

    run(main())
