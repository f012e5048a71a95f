"""The image is small, holds no tool and no secret, runs as nobody, and knows its own health."""

import io
import json
import shutil
import tarfile
import time
import uuid
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from galka.fixtures import Container, ContainerEngine

LIMIT = 120
PATIENCE = 20
STUB = Path(__file__).with_name('stub')
BASE = 'python:3.13-slim'
# The same in all tests of one run, so that they build once; others in the next run.
COLOUR = uuid.uuid4().hex
LICENCE = f'licence {COLOUR}'
UNWANTED = (('licence', LICENCE.encode()), ('toolchain', b'GALKA TOOLCHAIN'))
QUICK = ('--health-interval=300ms', '--health-timeout=2s', '--health-retries=1')

Fetch = Callable[..., Any]


class Folder:
    """The folder of the task with the learner's Dockerfile, as ``docker build`` gets it."""

    def __init__(self, engine: ContainerEngine, path: Path) -> None:
        self.engine = engine
        self.path = path
        self.licence = path / 'licence.txt'
        self.licence.write_text(LICENCE)
        self.append('vendor/colours.txt', f'{COLOUR} ffffff')

    def append(self, name: str, line: str) -> None:
        """Add a line to one of the files."""
        with (self.path / name).open('a') as edited:
            edited.write(f'{line}\n')

    def build(self) -> str:
        """Build the image as the README says, and return its name."""
        image = self.engine.name('lean')
        secret = f'id=licence,src={self.licence}'
        command = ('build', '--secret', secret, '--tag', image, str(self.path))
        built = self.engine.docker(*command, check=False, timeout=LIMIT)
        assert not built.returncode, f'docker build stopped at your Dockerfile:\n{built.stderr}'
        return image


@pytest.fixture
def folder(
    answer: Path,
    tmp_path: Path,
    container_engine: ContainerEngine,
    monkeypatch: pytest.MonkeyPatch,
) -> Folder:
    """Copy the folder, with the learner's Dockerfile, another licence and one more colour."""
    monkeypatch.setenv('DOCKER_BUILDKIT', '1')
    path = tmp_path / 'context'
    shutil.copytree(STUB, path)
    for name in ('Dockerfile', '.dockerignore'):
        if (answer / name).exists():
            shutil.copy(answer / name, path)
    return Folder(container_engine, path)


class Served:
    """Containers of the image, and a port of this machine that leads to the app in the last."""

    def __init__(self, engine: ContainerEngine, port: int, fetch: Fetch) -> None:
        self.engine = engine
        self.address = f'127.0.0.1:{port}'
        self.fetch = fetch

    def run(self, image: str) -> Container:
        """Run a container of the image."""
        return self.engine.run(image, '--publish', f'{self.address}:8000', *QUICK)

    def facts(self, container: Container) -> dict[str, Any]:
        """Return what the app says about itself, as soon as it says something."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                return dict(self.fetch(f'http://{self.address}/').json())
            except (OSError, ValueError):
                time.sleep(0.1)
        log = container.logs()
        pytest.fail(f'the app does not answer on port 8000 of its container. Its log:\n{log}')


@pytest.fixture
def served(container_engine: ContainerEngine, free_port: Callable[[], int], fetch: Fetch) -> Served:
    """Find a port for the app."""
    return Served(container_engine, free_port(), fetch)


def holders(saved: Path) -> Iterator[str]:
    """Yield which unwanted thing stands in which file of which layer."""
    with tarfile.open(saved) as archive:
        manifest = json.load(archive.extractfile('manifest.json') or io.BytesIO())
        for number, name in enumerate(manifest[0]['Layers'], start=1):
            with tarfile.open(fileobj=archive.extractfile(name)) as layer:
                yield from (f'layer {number} still holds the {what}' for what in inside(layer))


def inside(layer: tarfile.TarFile) -> Iterator[str]:
    """Yield which unwanted thing stands in which file of one layer."""
    for member in filter(tarfile.TarInfo.isreg, layer):
        extracted = layer.extractfile(member) or io.BytesIO()
        content = extracted.read()
        for what, mark in UNWANTED:
            if mark in content:
                yield f'{what}, in {member.name}'


def test_no_layer_holds_a_tool_or_the_licence(folder: Folder, tmp_path: Path) -> None:
    """Neither a file of any layer nor the image's history tells the licence or holds a tool."""
    image = folder.build()
    saved = tmp_path / 'saved.tar'
    folder.engine.docker('save', '--output', str(saved), image)
    listed = '\n'.join(holders(saved))
    assert not listed, (
        f'{listed}\nDeleting a file in a later line of the Dockerfile hides it, no more: '
        'what must not be shipped must not be in the stage that is shipped'
    )
    history = folder.engine.docker('history', '--no-trunc', image).stdout
    assert LICENCE not in history, (
        'docker history shows the licence: it came through ARG or ENV, or stands in the Dockerfile'
    )


def added(engine: ContainerEngine, image: str) -> int:
    """Return the bytes that an image adds to its base."""
    command = ('history', '--human=false', '--format', '{{.Size}}')
    sizes = [engine.docker(*command, name).stdout.split() for name in (image, BASE)]
    whole, base = (sum(map(int, rows)) for rows in sizes)
    return whole - base


def test_it_adds_a_tenth_of_what_the_first_image_added(folder: Folder) -> None:
    """What lies over the base image is at least ten times smaller than at the start."""
    before = added(folder.engine, folder.engine.build(STUB).name)
    after = added(folder.engine, folder.build())
    percent = after * 100 // before
    assert percent <= 10, (
        f'your image adds {percent} % of what the first one added to {BASE}, at most 10 % are '
        'wanted. "docker history IMAGE" shows which line of the Dockerfile adds what'
    )


def test_the_app_runs_as_nobody(folder: Folder, served: Served) -> None:
    """The app's user is not root, and may not change the app."""
    container = served.run(folder.build())
    facts = served.facts(container)
    assert facts['user'], 'the app runs as root (user 0): which USER does the last stage name?'
    entered = container.exec('id', '-u').stdout.strip()
    assert entered != '0', 'docker exec enters as root: name the user in the image, by USER'
    listed = ', '.join(facts['writable'])
    assert not listed, (
        f'the user of the app can change {listed}: '
        'code stays with root, and the app needs only to read it. '
        'Whoever may write to a folder may replace the files in it'
    )


def probes(container: Container) -> set[str]:
    """Return when each of the last probes of the health began."""
    state = container.state.get('Health')
    assert state, 'the image has no HEALTHCHECK: docker only knows that the process exists'
    return {probe['Start'] for probe in state['Log'] or ()}


def health(container: Container) -> str:
    """Return the container's health after two more probes: one may be under way already."""
    deadline = time.monotonic() + PATIENCE
    known = probes(container)
    new = 0
    while new < 2 and time.monotonic() < deadline:
        time.sleep(0.1)
        new = len(probes(container) - known)
    return str(container.state['Health']['Status'])


def test_health_is_what_the_app_says(folder: Folder, served: Served) -> None:
    """The container is healthy while /health answers 200, and unhealthy once it answers 503."""
    container = served.run(folder.build())
    served.facts(container)
    before = health(container)
    assert before == 'healthy', (
        f'the app answers 200 on /health, but the health of the container is: {before}. '
        f'Does the HEALTHCHECK use something that {BASE} does not have, such as curl?'
    )
    served.fetch(f'http://{served.address}/break', method='POST')
    after = health(container)
    assert after == 'unhealthy', (
        f'/health answers 503, and the container is still called {after}: '
        'the HEALTHCHECK has to ask the app, and to fail when the answer is not 200'
    )


def test_the_palette_is_compiled_from_what_is_given(folder: Folder, served: Served) -> None:
    """The image's palette has the folder's colours and licence."""
    facts = served.facts(served.run(folder.build()))
    assert COLOUR in facts['colours'], (
        f'vendor/colours.txt got a colour {COLOUR}, and the app does not know it: '
        'is lib/palette.py compiled from that file during the build?'
    )
    assert facts['licence'] == sha256(LICENCE.encode()).hexdigest(), (
        'the palette was compiled with another licence than the one that docker build was given'
    )


def test_an_edit_of_the_app_compiles_nothing(folder: Folder, served: Served) -> None:
    """A second build after an edit of the app takes the palette from the cache."""
    first = served.run(folder.build())
    before = served.facts(first)
    folder.engine.docker('rm', '--force', first.id)
    folder.append('app.py', f'# {COLOUR}')
    after = served.facts(served.run(folder.build()))
    assert after['source'] == (folder.path / 'app.py').read_text(), (
        'app.py was edited, and the new image still has the old one'
    )
    assert after['built'] == before['built'], (
        'only app.py was edited, and the palette was compiled again: '
        'which COPY above the compilation takes app.py in?'
    )
