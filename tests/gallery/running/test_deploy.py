"""The files that deploy the gallery agree with each other, and with the settings."""

import gzip
import re
import secrets
import shutil
import stat
import sys
import tarfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
import yaml

from examples.gallery import settings
from examples.gallery.running.folders import Folders
from examples.gallery.running.programs import Programs
from galka.fixtures.container import Image
from galka.fixtures.engine import ContainerEngine
from galka.fixtures.processes import Processes

ROOT = Path(__file__).parents[3]
GALLERY = ROOT / 'examples' / 'gallery'
DEPLOY = GALLERY / 'deploy'
#: Lines that one minute of reading is enough for, blank ones and imports counted.
PACE = 32
#: Plays docker: it writes down what it is told, knows no object, and finds everything healthy.
FAKE = """#!{python}
import sys
with open({log!r}, 'a') as log:
    print(*sys.argv[1:], sep='\\x1f', file=log)
if 'inspect' in sys.argv:
    print('healthy')
    sys.exit('--format' not in sys.argv)
"""
PARTS = ('database', 'backend', 'worker', 'frontend', 'nginx')
GZIP = b'\x1f\x8b'
#: Who runs each image: a number, so that an engine sees without reading a file that it is not root;
#: Postgres wants its own account, whose number is the image's affair.
USERS = MappingProxyType(
    {'database': 'postgres', 'backend': '10001', 'frontend': '10001', 'nginx': '10001'}
)


@pytest.fixture
def containers(processes: Processes, tmp_path: Path) -> Mapping[str, Namespace]:
    """Give the options with which docker.sh runs each part."""
    log = tmp_path / 'log'
    fake = tmp_path / 'docker'
    fake.write_text(FAKE.format(python=sys.executable, log=str(log)))
    fake.chmod(0o755)
    environment = {'PATH': f'{tmp_path}:/usr/bin:/bin', 'CONTAINERS_ENV': str(tmp_path / 'env')}
    came = processes.run(['sh', DEPLOY / 'docker.sh', 'up'], env=environment)
    assert came.returncode == 0, came.stdout + came.stderr
    commands = [line.split('\x1f') for line in log.read_text().splitlines()]
    options = [_options(command[1:]) for command in commands if command[0] == 'run']
    return {one.name.removeprefix('gallery-'): one for one in options}


@pytest.fixture
def services() -> Mapping[str, Any]:
    """Give the services that compose.yaml declares."""
    return dict(yaml.safe_load((DEPLOY / 'compose.yaml').read_text())['services'])


def test_compose_declares_what_docker_runs(
    containers: Mapping[str, Namespace],
    services: Mapping[str, Any],
) -> None:
    """Both ways run the same parts, with the same variables, places to write, and networks."""
    assert set(containers) == set(services)
    for name in PARTS:
        ran, declared = containers[name], services[name]
        assert ran.env == set(declared.get('environment', ())), name
        assert set(ran.tmpfs) == set(declared['tmpfs']), name
        assert ran.network == set(declared['networks']), name
        assert ran.command == [str(word) for word in declared.get('command', ())], name


def test_all_ways_start_the_same_worker(
    containers: Mapping[str, Namespace],
    tmp_path: Path,
) -> None:
    """The worker's options are those of `make gallery`: none, since the command has its own."""
    without_docker = Programs(settings.Settings(), Folders(tmp_path), '').worker()
    assert containers['worker'].command[1:] == list(without_docker.command[1:])


def test_no_part_has_more_rights_than_it_needs(
    containers: Mapping[str, Namespace],
    services: Mapping[str, Any],
) -> None:
    """Each part runs with a read-only disk, and can't get new privileges."""
    for name in containers:
        ran, declared = containers[name], services[name]
        assert (ran.read_only, declared['read_only']) == (True, True), name
        assert (ran.cap_drop, declared['cap_drop']) == (['ALL'], ['ALL']), name
        assert ran.security_opt == ['no-new-privileges'], name
    assert 'GALLERY_DATABASE_URL' not in containers['frontend'].env
    private = [one for one in containers['nginx'].env if re.search('SECRET|DATABASE', one)]
    assert not private


def test_only_the_front_door_is_open(
    containers: Mapping[str, Namespace],
    services: Mapping[str, Any],
) -> None:
    """One port is published, on this machine's own address."""
    published = {name: one.publish for name, one in containers.items() if one.publish}
    assert published == {'nginx': ['127.0.0.1:8080:8080']}
    assert [name for name, one in services.items() if 'ports' in one] == ['nginx']


def test_secrets_are_made_once(processes: Processes, tmp_path: Path) -> None:
    """The secrets are long, closed to others, different each time, and kept."""
    made = []
    for name in ('one', 'two', 'one'):
        file = tmp_path / name
        environment = {'CONTAINERS_ENV': str(file)}
        assert processes.run(['sh', DEPLOY / 'prepare.sh'], env=environment).returncode == 0
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        made.append(dict(re.findall('^(GALLERY_[A-Z_]+)=(.*)$', file.read_text(), re.MULTILINE)))
    assert made[0] == made[2]
    assert not set(made[0].values()) & set(made[1].values())
    settings.load(needs=('backend_secret_key', 'frontend_secret_key'), environment=made[0])


def test_the_example_has_every_setting() -> None:
    """The file to copy says what the settings say, and can be read as it is."""
    example = DEPLOY / '.env.example'
    assert example.read_text().rstrip().endswith(settings.explained().rstrip())
    settings.load(environment={settings.FILE_VARIABLE: str(example)})


def test_the_image_of_nginx_knows_every_variable() -> None:
    """What the templates ask for has a value in the image."""
    templates = ''.join(path.read_text() for path in (DEPLOY / 'nginx').glob('*.template'))
    asked = set(re.findall(r'\$\{(GALLERY_[A-Z_]+)\}', templates))
    given = set(re.findall(r'(GALLERY_[A-Z_]+)=', (DEPLOY / 'nginx.Dockerfile').read_text()))
    assert asked == given


@pytest.mark.parametrize('name', USERS)
def test_an_image_has_no_secret_and_no_root(
    container_engine: ContainerEngine,
    tmp_path: Path,
    name: str,
) -> None:
    """Secrets that lie about where the image is built are in none of its layers; it is not root."""
    canary = secrets.token_hex(20)
    context = _context(tmp_path / 'context', canary)
    image = _built(container_engine, context, name)
    saved = tmp_path / 'image.tar'
    container_engine.docker('save', '--output', str(saved), image.name)
    told = [layer for layer in _layers(saved) if canary.encode() in layer]
    assert not told, f'{len(told)} layers hold the secret'
    assert not re.search('SECRET|PASSWORD', ' '.join([*image.config['Env'], *image.history()]))
    assert image.config['User'] == USERS[name]
    assert image.config['Healthcheck']['Test'][0] == 'CMD'


def test_the_gallery_rules_its_database_alone(
    container_engine: ContainerEngine,
    tmp_path: Path,
) -> None:
    """Its role makes tables there, and may neither make roles nor read the server's files."""
    image = _built(container_engine, _context(tmp_path / 'context', 'secret'), 'database')
    passwords = {'POSTGRES_PASSWORD': 'of-postgres', 'GALLERY_DATABASE_PASSWORD': 'of-gallery'}
    database = container_engine.run(image, env=passwords)
    database.wait_healthy()
    psql = ('psql', 'postgresql://gallery:of-gallery@127.0.0.1/gallery', '--command')
    database.exec(*psql, 'CREATE TABLE anything ()')
    for refused in ('CREATE ROLE another', "SELECT pg_read_file('PG_VERSION')"):
        came = database.exec(*psql, refused, check=False)
        assert came.returncode, came.stdout
        assert 'permission denied' in came.stderr


@pytest.mark.parametrize('name', ['backend', 'frontend'])
def test_an_image_installs_what_was_tested(name: str) -> None:
    """Each package has a version, the one that the tests ran with, and hashes; none an address."""
    tested = _locked(ROOT / 'requirements-test.txt')
    installed = _locked(DEPLOY / f'{name}.requirements.txt')
    assert all(installed.values()), installed
    other = [one for one, hashes in installed.items() if tested.get(one) != hashes]
    assert not other

    asked = (DEPLOY / f'{name}.requirements.in').read_text()
    names = re.findall(r'^[a-z0-9-]+', asked, re.MULTILINE)
    assert set(names) <= {package.partition('==')[0].partition('[')[0] for package in installed}

    text = (DEPLOY / f'{name}.requirements.txt').read_text()
    assert not re.search('://|--index|--find-links|--extra', text)
    assert '--require-hashes' in (DEPLOY / f'{name}.Dockerfile').read_text()


def test_the_hour_of_reading_is_an_hour() -> None:
    """What the README gives an hour for is there, and no minute of it is for too many lines."""
    table = re.findall(r'^\| (\d+) \| (.*?) \|', (GALLERY / 'README.md').read_text(), re.MULTILINE)
    minutes = [int(time) for time, _ in table]
    assert sum(minutes) == 60
    for (_, files), time in zip(table, minutes, strict=True):
        names = re.findall('`(.*?)`', files)
        lines = sum(len((GALLERY / name).read_text('utf-8').splitlines()) for name in names)
        assert 0 < lines <= PACE * time, f'{files}: {lines} lines in {time} minutes'


def _built(engine: ContainerEngine, context: Path, name: str) -> Image:
    """Build one part's image."""
    recipe = context / 'examples' / 'gallery' / 'deploy' / f'{name}.Dockerfile'
    return engine.build(context, dockerfile=recipe)


def _context(folder: Path, canary: str) -> Path:
    """Make what an image is built from, with a secret in each place where one may lie."""
    ignored = shutil.ignore_patterns('__pycache__', '.env', '*.env')
    shutil.copytree(GALLERY, folder / 'examples' / 'gallery', ignore=ignored)
    shutil.copy(ROOT / 'examples' / '__init__.py', folder / 'examples')
    for place in (folder, *folder.rglob('*/')):
        for name in ('.env', 'containers.env'):
            (place / name).write_text(f'GALLERY_BACKEND_SECRET_KEY={canary}')
    return folder


def _layers(saved: Path) -> Iterator[bytes]:
    """Yield each layer of an image, and what else was saved with it; some engines compress it."""
    with tarfile.open(saved) as archive:
        for member in filter(tarfile.TarInfo.isfile, archive):
            body = archive.extractfile(member)
            content = body.read() if body else b''
            yield gzip.decompress(content) if content.startswith(GZIP) else content


def _locked(path: Path) -> dict[str, set[str]]:
    """Return each package with its version, and its hashes."""
    lines = path.read_text().replace('\\\n', '').splitlines()
    pinned = [re.split(r'\s+--hash=', line.strip()) for line in lines if '==' in line]
    return {package.split(' ;')[0]: set(hashes) for package, *hashes in pinned}


def _options(words: list[str]) -> Namespace:
    parser = ArgumentParser()
    for name in ('--detach', '--rm', '--read-only'):
        parser.add_argument(name, action='store_true')
    for name in ('--env', '--network', '--tmpfs', '--volume', '--publish'):
        parser.add_argument(name, action='append', default=[])
    for name in ('--cap-drop', '--security-opt'):
        parser.add_argument(name, action='append', default=[])
    for name in ('--name', '--restart', '--stop-timeout', '--health-cmd'):
        parser.add_argument(name)
    for name in ('--health-interval', '--health-retries', '--health-start-period'):
        parser.add_argument(name)
    parser.add_argument('image')
    parser.add_argument('command', nargs='*')
    options, rest = parser.parse_known_args(words)
    options.command += rest
    options.env = {one.partition('=')[0] for one in options.env}
    options.network = {re.sub('name=|,.*|gallery-', '', one) for one in options.network}
    return options
