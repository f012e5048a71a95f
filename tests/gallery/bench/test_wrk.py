"""What is noticed of an answer that is not the right one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from galka.fixtures.processes import Processes
from galka.fixtures.upstream import Answer, Request, StartServer
from tests.bench_gallery.load import Load, part
from tests.bench_gallery.targets import Target, WrongAnswerError, check

BODY = b'the right answer ' * 100


def answer(request: Request) -> Answer:
    """Answer with the status that the path names."""
    status = int(request.path.strip('/'))
    return status, {'Location': '/'}, BODY if status == 200 else b''


@pytest.mark.usefixtures('wrk')
@pytest.mark.parametrize(
    ('status', 'share', 'problem'),
    [(200, 0, ''), (302, 0, 'answers are shorter than'), (503, 1, 'bad answers')],
)
def test_wrk_counts_what_came(
    processes: Processes,
    http_server: StartServer,
    tmp_path: Path,
    status: int,
    share: int,
    problem: str,
) -> None:
    """The real wrk's report tells good answers from errors, and from redirects."""
    address = http_server(answer)
    size = check(Target('right', f'{address}/200', [BODY]))
    report = tmp_path / 'load.json'
    wrk = part(f'{address}/{status}', 1, report)
    ended = processes.run(wrk.command, env=wrk.environment)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    came = Load.read(report)
    assert came.requests > 0
    assert came.p99 > 0
    assert came.statuses == came.requests * share
    assert problem in came.problem(size)
    assert bool(came.problem(size)) == bool(problem)


@pytest.mark.parametrize(('path', 'holds'), [('302', BODY), ('503', b''), ('200', b'another')])
def test_a_wrong_answer_is_not_measured(http_server: StartServer, path: str, holds: bytes) -> None:
    """Before any load each target is asked once: its status and its content must be right."""
    target = Target('the page', f'{http_server(answer)}/{path}', [holds])
    with pytest.raises(WrongAnswerError, match='the page: expected'):
        check(target)


def test_no_answer_is_not_measured_either(free_port: Callable[[], int]) -> None:
    """Where nobody listens, the target is named that does not answer."""
    target = Target('the page', f'http://127.0.0.1:{free_port()}/', [])
    with pytest.raises(WrongAnswerError, match='the page: no answer'):
        check(target)
