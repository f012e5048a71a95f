"""Every setting of the gallery: one class, read from the environment and from one file.

A setting is a field below. Its variable is the field's name in capitals behind ``GALLERY_``.
The environment goes before the file, so that a container can change one line of it.
``python -m examples.gallery.settings`` prints the file, with every line explained.
"""

import dataclasses
import difflib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from examples.gallery import values

PREFIX: Final = 'GALLERY_'
#: This variable names the file; without it ``deploy/.env`` is read, if there is one.
FILE_VARIABLE: Final = f'{PREFIX}ENV_FILE'
DEFAULT_FILE: Final = Path(__file__).parent / 'deploy' / '.env'


class SettingsError(ValueError):
    """The gallery can't start; each line of the message says where a mistake is, and which."""


def _field(default: Any, meaning: str, reader: Callable[[str], Any] | None = None) -> Any:
    return dataclasses.field(default=default, metadata={'meaning': meaning, 'reader': reader})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What may differ between two machines that run the same code."""

    debug: bool = _field(
        default=False,
        meaning='Show tracebacks to visitors: yes only on your own machine.',
    )
    https: bool = _field(
        default=False,
        meaning='Visitors come by HTTPS: cookies are kept to it, and browsers remember it.',
    )
    hosts: tuple[str, ...] = _field(
        ('localhost', '127.0.0.1'),
        'The names of this site; a request for any other is refused.',
    )
    log_level: str = _field(
        'INFO',
        'The least that is logged: DEBUG, INFO, WARNING or ERROR.',
        values.level,
    )

    database_url: str = _field(
        '',
        'postgresql://user:password@host:port/name, for the back end and the worker alone.',
        values.database,
    )
    database_pool: int = _field(10, 'How many connections one process keeps at most.')
    backend_secret_key: str = _field(
        '',
        'Signs what the back end hands out: at least 50 characters, different on each site.',
        values.secret,
    )
    frontend_secret_key: str = _field(
        '',
        "Signs the front end's cookies: at least 50 characters, not those of the line above.",
        values.secret,
    )

    site_port: int = _field(8080, 'Where visitors come in: the port of NGINX.', values.port)
    frontend_port: int = _field(8000, 'The port of Gunicorn.', values.port)
    backend_port: int = _field(8001, 'The port of Daphne.', values.port)
    backend_url: str = _field(
        'http://127.0.0.1:8001',
        'Where the front end finds the back end.',
        values.address,
    )
    proxies: int = _field(
        1,
        "How many proxies before the back end add the visitor's address to X-Forwarded-For.",
    )
    metrics_host: str = _field(
        '127.0.0.1',
        'The address on which figures are shown; never one that visitors reach.',
    )
    frontend_metrics_port: int = _field(
        9100,
        'Figures of the front end; 0 shows none.',
        values.port,
    )
    backend_metrics_port: int = _field(9101, 'Figures of the back end; 0 shows none.', values.port)
    worker_metrics_port: int = _field(9102, 'Figures of the worker; 0 shows none.', values.port)

    data: Path = _field(
        Path('build', 'gallery'),
        'The folder in which `make gallery` keeps all that it keeps; containers have volumes.',
        values.folder,
    )
    media_root: Path = _field(
        Path('media'),
        'The folder of the pictures: the back end and the worker write it, NGINX reads it.',
    )
    upload_bytes: int = _field(20_000_000, 'The largest file that is taken.')
    upload_pixels: int = _field(50_000_000, 'The largest picture: its width times its height.')
    session_days: int = _field(14, 'How long a person stays signed in.')
    ticket_seconds: int = _field(30, 'How long a ticket for the WebSocket is good.')
    rate_accounts: str = _field('20/hour', 'New accounts from one address.', values.rate)
    rate_sessions: str = _field('20/minute', 'Sign-ins from one address.', values.rate)
    rate_uploads: str = _field('120/minute', 'Uploads of one person.', values.rate)


class _Entry(NamedTuple):
    """One line of the file, or one variable: where it stands, and what it says."""

    place: str
    name: str
    text: str


#: Each field by the name of its variable.
_FIELDS: Final = MappingProxyType(
    {PREFIX + field.name.upper(): field for field in dataclasses.fields(Settings)},
)


def load(
    needs: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """Read the settings, and check them.

    Args:
        needs: the fields without which this process can't work.
        environment: the variables; those of this process if left out.

    Raises:
        SettingsError: with a line for each mistake.

    """
    variables = os.environ if environment is None else environment
    given: dict[str, Any] = {}
    mistakes: list[str] = []
    for entry in _entries(variables):
        try:
            given |= _read(entry)
        except ValueError as problem:
            mistakes.append(f'{entry.place}: {entry.name}: {problem}')
    for name, field in _FIELDS.items():
        if field.name in needs and field.name not in given:
            mistakes.append(f'{name} is missing: {field.metadata["meaning"]}')
    if mistakes:
        raise SettingsError('\n'.join(mistakes))
    return Settings(**given)


def load_or_exit(needs: Sequence[str]) -> Settings:
    """Read the settings; with mistakes in them, end the process and say which."""
    try:
        return load(needs)
    except SettingsError as mistakes:
        sys.exit(str(mistakes))


def explained() -> str:
    """Return the text of a file with every setting: what it means, and its default."""
    return '\n'.join(
        f'# {field.metadata["meaning"]}\n{name}={values.written(field.default)}\n'
        for name, field in _FIELDS.items()
    )


def _entries(variables: Mapping[str, str]) -> Iterator[_Entry]:
    """Give the last word on each setting: the environment's, else the file's."""
    named = variables.get(FILE_VARIABLE)
    path = Path(named) if named else DEFAULT_FILE
    if named or path.exists():
        yield from (entry for entry in _lines(path) if entry.name not in variables)
    for name in _FIELDS:
        text = variables.get(name)
        if text is not None:
            yield _Entry('environment', name, text)


def _lines(path: Path) -> Iterator[_Entry]:
    try:
        lines = path.read_text('utf-8').splitlines()
    except OSError as problem:
        raise SettingsError(f'{path}: {problem.strerror}') from problem
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.startswith('#'):
            name, _, text = line.partition('=')
            yield _Entry(f'{path}, line {number}', name, text.strip())


def _read(entry: _Entry) -> dict[str, Any]:
    """Return the field and its value; an empty line leaves the default."""
    field = _FIELDS.get(entry.name)
    if field is None:
        close = difflib.get_close_matches(entry.name, _FIELDS, n=1)
        raise ValueError(
            f'no such setting; the nearest is {close[0]}' if close else 'no such setting'
        )
    if not entry.text:
        return {}
    if entry.text[0] in '\'"':
        raise ValueError('write the value without quotes: Docker would keep them')
    reader = field.metadata['reader'] or values.BY_TYPE[field.type]
    return {field.name: reader(entry.text)}


if __name__ == '__main__':
    print(explained())
