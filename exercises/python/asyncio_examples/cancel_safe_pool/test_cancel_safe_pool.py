"""Every job is accounted for, whatever happens to the pool."""

import asyncio
import random
from collections import Counter
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

import pool
import pytest

OFTEN = 20_000  # more turns than any of these tests needs


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
        waiting = {task.get_coro().__qualname__ for task in asyncio.all_tasks(self)}
        listed = ' and '.join(sorted(waiting))
        assert timeout is not None, f'{listed} would wait for ever: nothing is going to happen'
        assert self._turns < OFTEN, f'one of these turns and turns, and does not end: {listed}'
        self._now += timeout
        return ()

    def _process_events(self, events: object) -> None: ...

    def _write_to_self(self) -> None: ...


def run(main: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine on a loop whose clock jumps; what fails first is what is reported."""
    runner = asyncio.Runner(loop_factory=JumpingLoop)
    try:
        runner.run(main)
    except BaseException:
        with suppress(AssertionError):
            runner.close()
        raise
    runner.close()


class Import:
    """The work: a record takes some seconds, needs a moment to clean up, and can fail."""

    def __init__(self, seconds: float = 4, clean_up: float = 0) -> None:
        self.seconds = seconds
        self.clean_up = clean_up
        self.errors: dict[object, BaseException] = {}
        self.begun: list[object] = []
        self.at_hand: list[object] = []
        self.damaged: list[object] = []
        self.most = 0

    async def work(self, job: object) -> str:
        """Import one record."""
        self.begun.append(job)
        self.at_hand.append(job)
        self.most = max(self.most, len(self.at_hand))
        try:
            await asyncio.sleep(self.seconds)
            return self.read(job)
        finally:
            await self.clear_away(job)

    def read(self, job: object) -> str:
        """Return the record, or raise its error."""
        error = self.errors.get(job)
        if error:
            raise error
        return f'record {job}'

    async def clear_away(self, job: object) -> None:
        """Clean up; when this is interrupted too, the record is damaged."""
        try:
            await asyncio.sleep(self.clean_up)
        except asyncio.CancelledError:
            self.damaged.append(job)
            raise
        finally:
            self.at_hand.remove(job)


def check_accounts(workers: pool.Pool, jobs: list[Any]) -> None:
    """Compare the three lists with the jobs that were given."""
    done = [job for job, _ in workers.done]
    failed = [job for job, _ in workers.failed]
    listed = Counter([*done, *failed, *workers.left])
    lost, extra = Counter(jobs) - listed, listed - Counter(jobs)
    lists = f'done: {done}, failed: {failed}, left: {workers.left}'
    assert not lost, f'these jobs are in none of the lists: {sorted(lost.elements())}. {lists}'
    assert not extra, f'these jobs are listed too often: {sorted(extra.elements())}. {lists}'


def test_all_jobs_are_done() -> None:
    """Without trouble every job is done, with its result; equal jobs are two jobs."""
    records, jobs = Import(), [3, 1, 2, 1, 5, 4]
    workers = pool.Pool(records.work, 2)

    run(workers.run(iter(jobs)))
    check_accounts(workers, jobs)
    expected = sorted((job, f'record {job}') for job in jobs)
    assert sorted(workers.done) == expected, f'done should be {expected}, but is {workers.done}'


def test_jobs_and_results_are_of_any_kind() -> None:
    """A job may be anything, and whatever its work returns is its result, also nothing."""
    jobs = [{'id': 1}, {'id': 1}, [], None, 0]

    async def work(job: object) -> None:
        await asyncio.sleep(1)

    workers = pool.Pool(work, 2)
    run(workers.run(jobs))
    expected = sorted([(job, None) for job in jobs], key=repr)
    assert sorted(workers.done, key=repr) == expected, (
        f'jobs are of any type, and may return nothing: done should be {expected}, '
        f'but is {workers.done}'
    )


def test_no_jobs() -> None:
    """A list of jobs may be empty, as ``left`` of a pool that came to its end."""
    workers = pool.Pool(Import().work, 2)
    try:
        run(workers.run([]))
    except Exception as problem:
        pytest.fail(f'run in pool.py should do nothing for no jobs, but raised {problem!r}')
    check_accounts(workers, [])


@pytest.mark.parametrize('size', [1, 3, 7])
def test_so_many_at_a_time(size: int) -> None:
    """The pool is busy up to its size, and never above."""
    records = Import()

    run(pool.Pool(records.work, size).run(range(20)))
    assert records.most == size, f'a pool of {size} had {records.most} jobs at hand at once'


def test_an_error_stops_nobody() -> None:
    """A job that fails is listed with its error; all others are done."""
    records, jobs = Import(), list(range(9))
    records.errors = {job: ValueError(f'record {job} is damaged') for job in (0, 1, 5)}
    workers = pool.Pool(records.work, 2)

    run(workers.run(jobs))
    check_accounts(workers, jobs)
    assert sorted(workers.failed) == sorted(records.errors.items()), (
        f'failed should be {records.errors} as pairs, but is {workers.failed}'
    )


def test_a_job_of_its_own_accord_cancelled_is_a_failed_job() -> None:
    """``CancelledError`` out of a job does not end its worker when nobody cancelled the pool."""
    records, jobs = Import(), list(range(9))
    records.errors = {job: asyncio.CancelledError(f'by {job}') for job in (0, 1, 4)}
    workers = pool.Pool(records.work, 2)

    async def main() -> None:
        try:
            await workers.run(jobs)
        except asyncio.CancelledError:
            pytest.fail('nobody cancelled the pool, only jobs 0, 1 and 4: run must go on')

    run(main())
    assert not workers.left, (
        'nobody cancelled the pool, and yet it left work undone: jobs 0, 1 and 4 raised '
        f'CancelledError on their own, and now left is {workers.left}. Did their workers end?'
    )
    check_accounts(workers, jobs)
    failed = sorted(job for job, _ in workers.failed)
    assert failed == [0, 1, 4], f'jobs 0, 1 and 4 failed, but the pool lists {failed}'


@pytest.mark.parametrize('seed', range(4))
def test_a_cancelled_pool_accounts_for_every_job(seed: int) -> None:
    """Whenever the cancellation comes, no job is lost, none is listed twice, none begins."""
    chance = random.Random(seed)
    records, jobs = Import(clean_up=seed), [chance.randint(0, 30) for _ in range(20)]
    records.errors = {job: OSError('no room') for job in jobs[::5]}
    workers = pool.Pool(records.work, chance.randint(1, 5))

    async def main() -> None:
        running = asyncio.create_task(workers.run(jobs))
        await asyncio.sleep(chance.randint(1, 15))
        begun = len(records.begun)
        running.cancel()
        await asyncio.wait([running])
        at_hand = list(records.at_hand)
        await asyncio.sleep(100)  # time enough for what should not happen any more
        late = records.begun[begun:]
        assert not late, f'jobs {late} began after the pool was cancelled'
        assert not at_hand, f'run ended while jobs {at_hand} had not yet cleaned up'
        assert running.cancelled(), 'run was cancelled, but ended as if nothing had happened'
        check_accounts(workers, jobs)
        blamed = [job for job, error in workers.failed if not isinstance(error, OSError)]
        assert not blamed, f'jobs {blamed} were interrupted: they belong in left, not in failed'

    run(main())


@pytest.mark.parametrize('reply', [OSError('the connection is gone'), 'a result all the same'])
def test_no_job_begins_after_the_cancellation(reply: OSError | str) -> None:
    """A job can answer its cancellation with an error, or be finished all the same."""
    records, jobs = Import(), list(range(9))

    async def work(job: object) -> str:
        try:
            return await records.work(job)
        except asyncio.CancelledError:
            if isinstance(reply, OSError):
                raise reply from None
            return reply

    workers = pool.Pool(work, 2)

    async def main() -> None:
        running = asyncio.create_task(workers.run(jobs))
        await asyncio.sleep(2)
        running.cancel()
        await asyncio.wait([running])
        late = records.begun[workers.size :]
        assert not late, (
            f'jobs {late} began after the pool was cancelled: the jobs at hand had '
            f'answered with {reply!r}, and a worker that was told to stop took the next one'
        )
        assert running.cancelled(), 'run was cancelled, but ended as if nothing had happened'
        check_accounts(workers, jobs)

    run(main())


def test_a_timeout_around_the_pool_works() -> None:
    """``asyncio.timeout`` cancels the pool and becomes a ``TimeoutError``."""
    records, jobs = Import(clean_up=1), list(range(9))
    workers = pool.Pool(records.work, 2)

    async def main() -> None:
        try:
            async with asyncio.timeout(6):
                await workers.run(jobs)
        except TimeoutError:
            check_accounts(workers, jobs)
        else:
            pytest.fail('six seconds are over, and asyncio.timeout had no effect on run')

    run(main())


def test_an_impatient_caller_changes_nothing() -> None:
    """A second cancellation, during the cleaning up, leaves no job at hand and none lost."""
    records, jobs = Import(clean_up=10), list(range(9))
    workers = pool.Pool(records.work, 2)

    async def main() -> None:
        running = asyncio.create_task(workers.run(jobs))
        await asyncio.sleep(2)
        running.cancel()
        await asyncio.sleep(2)
        running.cancel()
        await asyncio.wait([running])
        assert not records.at_hand, (
            f'cancelled a second time, run ended while jobs {records.at_hand} were still at hand'
        )
        assert not records.damaged, (
            f'the second cancellation interrupted jobs {records.damaged} while they cleaned up: '
            'they were told to stop already, so there is nothing more to tell them'
        )
        check_accounts(workers, jobs)

    run(main())
