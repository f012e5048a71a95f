"""Settings: read from the environment and a file, checked before anything starts."""

from pathlib import Path

import pytest

from examples.gallery import settings
from examples.gallery.settings import FILE_VARIABLE, Settings, SettingsError, explained

SECRET = 'x' * 50


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a file for settings."""
    return tmp_path / '.env'


def read(file: Path, text: str, **environment: str) -> Settings:
    """Write the file, and read the settings."""
    file.write_text(text, 'utf-8')
    return settings.load(environment={FILE_VARIABLE: str(file), **environment})


def test_explains_every_setting(file: Path) -> None:
    """The file that explains all settings is one that can be read, and changes nothing."""
    assert read(file, explained()) == Settings()
    comments = [line for line in explained().splitlines() if line.startswith('#')]
    assert len(comments) == len(Settings.__dataclass_fields__)


def test_reads(file: Path) -> None:
    """Each kind of value is read; the environment goes before the file."""
    text = f"""
# A comment.
GALLERY_DEBUG=yes
GALLERY_HOSTS=example.com, www.example.com
GALLERY_BACKEND_SECRET_KEY={SECRET}==
GALLERY_MEDIA_ROOT=/srv/media
GALLERY_BACKEND_URL=http://backend:8001/
GALLERY_DATABASE_POOL=
GALLERY_SITE_PORT=1
GALLERY_DATA=/var/tmp/gallery
"""
    got = read(file, text, GALLERY_SITE_PORT='8888')

    assert got.debug is True
    assert got.hosts == ('example.com', 'www.example.com')
    assert got.backend_secret_key == f'{SECRET}=='
    assert got.media_root == Path('/srv/media')
    assert got.backend_url == 'http://backend:8001'
    assert got.database_pool == Settings().database_pool
    assert got.site_port == 8888
    assert got.data == Path('/var/tmp/gallery')


@pytest.mark.parametrize(
    ('line', 'complaint'),
    [
        ('GALLERY_DEBUG=True', "expected yes or no, got 'True'"),
        ('GALLERY_DATABASE_POOL=-1', "expected a whole number, got '-1'"),
        ('GALLERY_SITE_PORT=70000', 'expected a port, at most 65535'),
        ('GALLERY_HOSTS=,', 'expected at least one name'),
        ('GALLERY_BACKEND_SECRET_KEY=short', 'expected 50 characters or more, got 5'),
        ('GALLERY_LOG_LEVEL=LOUD', 'expected one of DEBUG, INFO'),
        ('GALLERY_DATABASE_URL=sqlite:///x', 'expected postgresql://'),
        ('GALLERY_BACKEND_URL=backend:8001', 'expected http://host:port'),
        ('GALLERY_DATA=/dev/null/gallery', 'expected a folder that we may write'),
        ('GALLERY_RATE_UPLOADS=often', "expected a rate such as 20/minute, got 'often'"),
        ('GALLERY_RATE_UPLOADS="9/day"', 'without quotes'),
        ('GALLERY_DATABASE_URI=x', 'the nearest is GALLERY_DATABASE_URL'),
        ('nonsense', 'no such setting'),
    ],
)
def test_names_the_line(file: Path, line: str, complaint: str) -> None:
    """A mistake is reported with its line and its variable, and with what was expected."""
    name = line.partition('=')[0]
    with pytest.raises(SettingsError) as caught:
        read(file, f'# First.\n\n{line}\n')

    assert str(caught.value).startswith(f'{file}, line 3: {name}: ')
    assert complaint in str(caught.value)


def test_names_all_mistakes(file: Path) -> None:
    """All mistakes are told at once, those of the environment too; a password is not repeated."""
    file.write_text('GALLERY_HTTPS=1\nGALLERY_DATABASE_URL=mysql://ada:secret@host/name\n')
    environment = {FILE_VARIABLE: str(file), 'GALLERY_PROXIES': 'x'}
    with pytest.raises(SettingsError) as caught:
        settings.load(('backend_secret_key',), environment)

    said = str(caught.value).splitlines()
    assert [line.partition(':')[0] for line in said] == [
        f'{file}, line 1',
        f'{file}, line 2',
        'environment',
        'GALLERY_BACKEND_SECRET_KEY is missing',
    ]
    assert 'secret@' not in str(caught.value)


def test_needs_its_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was named has to be there; the one beside the deployment need not."""
    monkeypatch.setattr(settings, 'DEFAULT_FILE', file)

    assert settings.load(environment={}) == Settings()
    with pytest.raises(SettingsError, match='No such file'):
        settings.load(environment={FILE_VARIABLE: str(file)})
