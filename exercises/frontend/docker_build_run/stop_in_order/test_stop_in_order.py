"""The container stops because it was asked to, and leaves nothing half done."""

import time
import uuid
from pathlib import Path

import pytest

from galka.fixtures import Container, ContainerEngine, Image

LIMIT = 90
PATIENCE = 10
GRACE = 6
KILLED = 137
LINES = 12  # more than two seconds of work
PUT = 'printf "%s\n" "$2" > /spool/new && mv /spool/new "/spool/jobs/$1"'
WHO = (
    'The engine sent SIGTERM to process 1, waited, and killed the container. Which program is '
    'process 1, in Dockerfile and entrypoint.sh, and does it handle SIGTERM, in worker.py?'
)


@pytest.fixture
def image(answer: Path, container_engine: ContainerEngine) -> Image:
    """Build the learner's image."""
    return container_engine.build(answer)


class Spool:
    """A volume with jobs, and the workers on it."""

    def __init__(self, engine: ContainerEngine, image: Image) -> None:
        self.engine = engine
        self.image = image
        self.volume = engine.volume()

    def start(self, *command: str) -> Container:
        """Start one more worker, or another command in its place."""
        mount = ('--volume', f'{self.volume}:/spool')
        return self.engine.run(self.image, *mount, command=command)

    def ready(self) -> Container:
        """Start a worker and wait until it can take jobs."""
        worker = self.start()
        wait_for(worker, 'ready')
        return worker


@pytest.fixture
def spool(container_engine: ContainerEngine, image: Image) -> Spool:
    """Make a spool for the image."""
    return Spool(container_engine, image)


def wait_for(worker: Container, line: str) -> None:
    """Wait until the worker's log holds a line."""
    deadline = time.monotonic() + PATIENCE
    while line not in worker.logs().splitlines():
        if time.monotonic() > deadline:
            pytest.fail(f'the worker did not print "{line}". It printed:\n{worker.logs()}')
        time.sleep(0.1)


def ended(container: Container) -> int | None:
    """Return the exit code, or nothing if the container goes on and on."""
    deadline = time.monotonic() + PATIENCE
    while container.state['Running']:
        if time.monotonic() > deadline:
            return None
        time.sleep(0.1)
    return int(container.state['ExitCode'])


def put(worker: Container, name: str, lines: int) -> str:
    """Put a job of some lines into the spool, and return what it should become."""
    text = '\n'.join(uuid.uuid4().hex for _ in range(lines))
    worker.exec('sh', '-c', PUT, 'put', name, text)
    return text.upper()


def test_it_stops_when_it_is_asked(spool: Spool) -> None:
    """An idle worker ends on SIGTERM by itself, and says that all is well."""
    code, _ = spool.ready().stop(GRACE)
    assert code != KILLED, f'docker stop had to kill the idle worker (exit code 137). {WHO}'
    assert code == 0, (
        f'the worker ended on SIGTERM with exit code {code}, and 0 is wanted: '
        '143 and its like call a stop that went well an accident'
    )


def test_it_finishes_the_job_under_way_and_begins_no_other(spool: Spool) -> None:
    """A stop during a job waits for that job, and leaves the next one to the next worker."""
    worker = spool.ready()
    wanted = {'a-first': put(worker, 'a-first', LINES), 'b-second': put(worker, 'b-second', 1)}
    wait_for(worker, 'began a-first')
    code, _ = worker.stop(GRACE)
    assert code != KILLED, f'docker stop had to kill the busy worker (exit code 137). {WHO}'
    assert 'finished a-first' in worker.logs(), (
        'the worker ended in the middle of a job: SIGTERM should be noted, '
        'and looked at between two jobs'
    )
    assert 'began b-second' not in worker.logs(), (
        'the worker was asked to stop, finished its job, and began another one'
    )
    worker.docker('start', worker.id)
    wait_for(worker, 'finished b-second')
    for name, text in wanted.items():
        written = worker.exec('cat', f'/spool/done/{name}').stdout.strip()
        assert written == text, f'done/{name} should hold\n{text}\nand holds\n{written}'


def test_the_worker_is_process_one(spool: Spool) -> None:
    """No shell stands between the engine and the worker."""
    command = spool.ready().exec('cat', '/proc/1/cmdline').stdout.split('\0')
    listed = ' '.join(command).strip()
    program, *arguments = (Path(word).name for word in command)
    assert 'python' in program, f'process 1 should be python worker.py, and is: {listed}'
    assert 'worker.py' in arguments, f'process 1 should be python worker.py, and is: {listed}'


def test_another_command_takes_the_workers_place(spool: Spool) -> None:
    """What stands after the image's name is run as it is, in a prepared spool."""
    command = ('sh', '-c', 'ls /spool; echo "$1"; exit 7', 'script', 'two  words')
    other = spool.start(*command)
    code = ended(other)
    printed = other.logs()
    assert {'done', 'jobs', 'two  words'} <= set(printed.splitlines()), (
        'docker run IMAGE sh -c ... should prepare /spool and then run that command with its '
        f'arguments unchanged ("two  words" is one). It printed:\n{printed}'
    )
    assert code == 7, f'the command ended with exit code 7, and the container with {code}'


def test_a_second_worker_is_refused(spool: Spool) -> None:
    """The lock still keeps two workers from one spool."""
    spool.ready()
    second = spool.start()
    code = ended(second)
    assert code == 1, f'a second worker on the spool should end with 1, and came to {code}'
    said = second.logs()
    assert 'another worker runs' in said, f'the second worker should say why it ended: {said}'
