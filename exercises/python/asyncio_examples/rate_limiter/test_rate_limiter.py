"""The limiter keeps the rule everywhere, and makes nobody wait without need."""

import asyncio
import random
from collections.abc import Coroutine
from typing import Any

import limiter
import pytest

CLOSE = 0.001
CLOCK = 'Is the time taken from the loop, as README.rst says?'


class JumpingLoop(asyncio.BaseEventLoop):
    """A loop that never waits: when nothing can run, its clock jumps to the next timer."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = self
        self._now = float(0)
        self._turns = 0

    def time(self) -> float:
        """Return the time that has passed for the coroutines."""
        return self._now

    def select(self, timeout: float | None) -> tuple[()]:
        """Be asked to wait, and jump."""
        self._turns += 1
        assert timeout is not None, 'a task waits in limiter.py for something that never happens'
        assert self._turns < 20_000, f'a task in limiter.py turns and turns. {CLOCK}'
        self._now += timeout
        return ()

    def _process_events(self, events: object) -> None: ...

    def _write_to_self(self) -> None: ...


def run(main: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine on a loop whose clock jumps."""
    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        runner.run(main)


class Crowd:
    """Tasks that come to one limiter, and the times at which they start."""

    def __init__(self, rate: int, per: float) -> None:
        self.rate = rate
        self.per = per
        self.limiter = limiter.RateLimiter(rate, per)
        self.starts: list[tuple[int, float]] = []

    async def come(self, number: int, arrival: float, stay: float = 0) -> None:
        """Arrive at a time, start when allowed, and stay for a while."""
        await asyncio.sleep(arrival)
        async with self.limiter:
            self.starts.append((number, asyncio.get_running_loop().time()))
            await asyncio.sleep(stay)

    async def come_all(self, arrivals: list[float], stay: float = 0) -> None:
        """Let everybody come and go."""
        comers = [self.come(number, when, stay) for number, when in enumerate(arrivals)]
        await asyncio.gather(*comers)

    def judge(self, arrivals: list[float]) -> None:
        """Compare the starts with the rule."""
        times = [when for _, when in self.starts]
        for number in range(len(times) - self.rate):
            starts = times[number : number + self.rate + 1]
            assert starts[-1] - starts[0] > self.per - CLOSE, (
                f'too many starts in a stretch of {self.per} s: {self.rate} are allowed, '
                f'and there were more: {starts}. {CLOCK}'
            )
        for came, may in zip(times, self.earliest(arrivals), strict=True):
            assert came < may + CLOSE, (
                f'a start was possible at {may} s and came at {came} s: '
                f'a task waited longer than the rule demands. {CLOCK}'
            )

    def earliest(self, arrivals: list[float]) -> list[float]:
        """Return the earliest moments that the rule allows for these arrivals."""
        allowed: list[float] = []
        for number, arrival in enumerate(arrivals):
            # The one before must have started, and the one `rate` places before long enough ago.
            after = allowed[number - self.rate] + self.per if number >= self.rate else 0
            allowed.append(max(arrival, after, *allowed[-1:]))
        return allowed


def test_the_first_start_at_once() -> None:
    """As many as the rate allows start without waiting, and the next one waits."""
    crowd = Crowd(rate=3, per=8)
    arrivals = [0, 0, 0, 0, 0, 0, 0]

    run(crowd.come_all(arrivals))
    crowd.judge(arrivals)


@pytest.mark.parametrize('seed', range(5))
def test_the_rule_holds_everywhere(seed: int) -> None:
    """However the tasks come, no stretch holds too many starts, and nobody waits without need."""
    chance = random.Random(seed)
    crowd = Crowd(rate=chance.randint(2, 5), per=chance.choice((4, 8, 16)))
    arrivals = sorted(chance.randint(0, 160) / 2 for _ in range(60))

    run(crowd.come_all(arrivals))
    crowd.judge(arrivals)


def test_a_burst_on_both_sides_of_a_border_is_held_up() -> None:
    """A rule for every stretch has no borders at which twice as many could start."""
    crowd = Crowd(rate=4, per=10)
    arrivals = [9, 9, 9, 9, 11, 11, 11, 11]

    run(crowd.come_all(arrivals))
    crowd.judge(arrivals)


def test_a_long_stay_holds_up_nobody() -> None:
    """Only starts are counted: how long a body takes does not matter."""
    crowd = Crowd(rate=2, per=1)
    arrivals = [0, 0, 5, 5, 6]

    run(crowd.come_all(arrivals, stay=1000))
    crowd.judge(arrivals)


def test_first_come_first_served() -> None:
    """Tasks start in the order in which they came."""
    crowd = Crowd(rate=2, per=4)

    run(crowd.come_all([number / 8 for number in range(20)]))
    order = [number for number, _ in crowd.starts]
    assert order == sorted(order), (
        f'tasks 0, 1, 2 ... came in this order, but they started: {order}'
    )


def test_a_cancelled_task_takes_no_place() -> None:
    """Whoever is cancelled while waiting has not started, and holds up nobody."""
    crowd = Crowd(rate=2, per=10)

    async def main() -> None:
        comers = [asyncio.create_task(crowd.come(number, 0)) for number in range(8)]
        await asyncio.sleep(5)
        for comer in comers[2:6]:
            comer.cancel()
        await asyncio.wait(comers)

    run(main())
    assert crowd.starts == [(0, 0), (1, 0), (6, 10), (7, 10)], (
        'tasks 0 and 1 started, 2 to 5 were cancelled while they waited, so 6 and 7 could start at '
        f'10 s. The starts as (task, time): {crowd.starts}: a cancelled task took a place, or '
        'blocks the line'
    )


def test_a_failed_request_has_started_too() -> None:
    """An error inside the block comes out of it, and its start counts like any other."""
    crowd = Crowd(rate=1, per=10)

    async def fail() -> None:
        async with crowd.limiter:
            raise ConnectionError

    async def main() -> None:
        failed, _ = await asyncio.gather(fail(), crowd.come(1, 1), return_exceptions=True)
        assert isinstance(failed, ConnectionError), (
            'a request raised ConnectionError inside the block, and the error never came out: '
            'what does __aexit__ in limiter.py return?'
        )

    run(main())
    assert crowd.starts == [(1, 10)], (
        'one start in 10 s is allowed; task 0 started at 0 s and failed, so task 1 could start at '
        f'10 s. The starts after it as (task, time): {crowd.starts}'
    )


def test_two_limiters_know_nothing_of_each_other() -> None:
    """Each limiter counts its own starts."""
    crowds = [Crowd(rate=1, per=10), Crowd(rate=3, per=10)]

    async def main() -> None:
        await asyncio.gather(*[crowd.come_all([0, 0]) for crowd in crowds])

    run(main())
    for crowd in crowds:
        crowd.judge([0, 0])
