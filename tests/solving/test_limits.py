"""Whatever an answer does, the reader gets a verdict, and the page stays."""

import pytest

from tests.solving.conftest import Solver

GOOD = 'def go(): return 1\n'


def test_a_good_answer_passes(solver: Solver) -> None:
    """Each test is told of as it comes, and the verdict is the judge's."""
    run = solver.run(GOOD)
    assert run.verdict == 'passed', run
    kinds = [event['kind'] for event in run.events]
    assert kinds == ['collected', 'started', 'test', 'started', 'test', 'started', 'test']


def test_a_wrong_answer_fails_with_its_message(solver: Solver) -> None:
    """The reason is what the test says."""
    run = solver.run('def go(): return 2\n')
    assert (run.verdict, run.reason) == ('failed', 'go in work.py should return 1')
    assert run.outcomes == ['passed', 'failed', 'passed']


def test_an_endless_loop_fails_at_its_line(solver: Solver) -> None:
    """Only that test fails, and it names the line."""
    run = solver.run('def go():\n    n = 0\n    while True:\n        n += 1\n')
    assert run.outcomes == ['passed', 'failed', 'passed'], run
    assert 'work.py, line' in run.reason, run
    assert 'in go' in run.reason, run


def test_an_endless_loop_that_catches_everything_is_ended(solver: Solver) -> None:
    """The hard limit ends it, and the line is named still."""
    run = solver.run(
        'def go():\n'
        '    while True:\n'
        '        try:\n'
        '            while True: pass\n'
        '        except BaseException: pass\n',
    )
    assert run.verdict == 'failed', run
    assert 'while test_second ran; at that moment: work.py, line 4, in go' in run.reason, run


def test_an_import_that_never_ends_fails(solver: Solver) -> None:
    """A loop outside of all functions is named as well."""
    run = solver.run('while True: pass\n')
    assert 'work.py, line 1' in run.reason, run


@pytest.mark.parametrize('code', [0, 3])
def test_leaving_is_no_pass(solver: Solver, code: int) -> None:
    """``os._exit`` ends the worker alone."""
    run = solver.run(f'import os\ndef go(): os._exit({code})\n')
    assert run.verdict == 'failed', run
    assert f'exit code {code} before its tests did, while test_second ran' in run.reason, run


def test_a_memory_bomb_fails(solver: Solver) -> None:
    """Python's memory has an end; the next run knows nothing of it."""
    run = solver.run('def go(): return bytes(2 ** 30)\n')
    assert run.verdict == 'failed', run
    assert 'emory' in run.reason, run
    assert solver.run(GOOD).verdict == 'passed'


def test_endless_recursion_fails(solver: Solver) -> None:
    """Python notices it before the browser's stack is full."""
    run = solver.run(
        'import enum\n'
        'class Size(enum.Enum):\n'
        '    S = 1\n'
        '    @classmethod\n'
        '    def _missing_(cls, value): return cls(value)\n'
        'def go(): return Size(2)\n',
    )
    assert 'RecursionError' in run.reason, run
    assert run.outcomes == ['passed', 'failed', 'passed'], run


@pytest.mark.parametrize('filling', ['write(bytes(300 * 2 ** 20))', 'truncate(2 ** 29)'])
def test_files_have_an_end(solver: Solver, filling: str) -> None:
    """A program that fills the disk is told so."""
    run = solver.run(f'def go():\n    open("big", "wb").{filling}\n')
    assert 'No space left' in run.reason, run


def test_output_has_an_end(solver: Solver) -> None:
    """A program that prints for ever does not fill the page."""
    run = solver.run('def go():\n    while True: print("x" * 100)\n')
    assert run.verdict == 'failed', run
    assert len(run.output) < 21_000, len(run.output)


@pytest.mark.parametrize(
    ('work', 'thing'),
    [
        (
            'import subprocess\ndef go():\n try: subprocess.run(["ls"])\n except Exception: pass',
            'processes',
        ),
        ('import os\ndef go(): os.system("ls")', 'processes'),
        ('import threading\ndef go(): threading.Thread(target=print).start()', 'threads'),
        ('import asyncio\ndef go(): asyncio.run(asyncio.to_thread(print))', 'threads'),
        ('import socket\ndef go(): socket.create_connection(("127.0.0.1", 1))', 'sockets'),
        ('import os\ndef go(): os.kill(os.getpid(), 9)', 'signals'),
    ],
)
def test_what_is_not_there_is_not_verified(solver: Solver, work: str, thing: str) -> None:
    """A page has no processes, threads, sockets and signals, and says so."""
    run = solver.run(work)
    assert (run.verdict, run.reason) == ('not verified', f'a page has no {thing}')


def test_waiting_takes_no_time(solver: Solver) -> None:
    """All clocks agree that an hour has passed."""
    run = solver.run(
        'import asyncio, time\n'
        'async def both():\n'
        '    await asyncio.gather(asyncio.sleep(3600), asyncio.sleep(1))\n'
        'def go():\n'
        '    starts = time.monotonic(), time.time(), time.perf_counter_ns()\n'
        '    asyncio.run(both())\n'
        '    time.sleep(3600)\n'
        '    ends = time.monotonic(), time.time(), time.perf_counter_ns()\n'
        '    took = [end - start for start, end in zip(starts, ends)]\n'
        '    return 1 if all(7200 <= each for each in took) else took\n',
    )
    assert run.verdict == 'passed', run


def test_a_test_that_was_changed_counts_for_nothing(solver: Solver) -> None:
    """The judge compares it with what was sent."""
    run = solver.run(
        'import pathlib\n'
        'def go():\n'
        '    for path in pathlib.Path("/course").rglob("test_*.py"): path.write_text("")\n'
        '    return 1\n',
    )
    assert (run.verdict, run.reason) == (
        'failed',
        'The test was changed while it ran: put it back first.',
    )


def test_switching_off_failures_is_noticed(solver: Solver) -> None:
    """The test that must fail does not."""
    run = solver.run('import pytest\npytest.fail = print\ndef go(): return 1\n')
    assert 'changes how tests work' in run.reason, run


def test_stopping_ends_a_run_at_once(solver: Solver) -> None:
    """The reader is told so, and can run again."""
    verdict = solver.page.evaluate(
        """async () => {
            const job = {id: 'a/b/c', version: '', limit: 30, files: {},
                test: {name: 'test_c.py', text: 'def test_a():\\n    while True: pass\\n'}};
            const running = runner.run(job, event => event.kind === 'started' && runner.stop());
            return (await running).reason;
        }""",
    )
    assert verdict == 'stopped'
    assert solver.run(GOOD).verdict == 'passed'


def test_a_frame_that_is_gone_is_replaced(solver: Solver) -> None:
    """A browser may end a frame that takes too much; the next run has a new one."""
    solver.page.evaluate("document.querySelector('iframe').remove()")
    solver.page.evaluate(
        'runner.run({id: "a/b/c", files: {}, limit: 1, '
        'test: {name: "test_c.py", text: ""}}).catch(() => {})'
    )
    assert solver.run(GOOD).verdict == 'passed'
