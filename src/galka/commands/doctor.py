"""``galka doctor``: which real tools are here, and the line that installs each."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType

import click

from galka import tools
from galka.commands.options import json_option
from galka.console.output import INDENT, json_text, paragraph, say
from galka.tools import Found, Platform
from galka.translation import translate

NOT_VERIFIED = 3
SYSTEMS: Mapping[Platform, str] = MappingProxyType(
    {
        'debian': 'Debian',
        'macos': 'macOS',
        'windows': 'Windows',
    }
)


@click.command(
    'doctor',
    help=translate(
        'Find the real tools that lessons are checked against, and say how to install the '
        'others.\n\n'
        'Exit code: 0 all are here, 3 some are missing; only the tasks that need them are not '
        'verified.',
    ),
    epilog=translate('Examples: galka doctor    galka doctor --all-systems    galka doctor --json'),
    short_help=translate('Show which real tools are here.'),
)
@click.option(
    '--all-systems',
    is_flag=True,
    help=translate(
        'Show the install lines of Debian, macOS and Windows, not only of this machine.'
    ),
)
@json_option
def command(*, all_systems: bool, as_json: bool) -> int:
    """Look for all tools side by side."""
    with ThreadPoolExecutor(len(tools.TOOLS)) as pool:
        found = list(pool.map(_look, tools.TOOLS))
    if as_json:
        json_text([_fields_of(*each) for each in found])
    else:
        for tool, version in found:
            _show(tool, version, all_systems=all_systems)
    return 0 if all(each.here for each, _ in found) else NOT_VERIFIED


def _look(tool_id: str) -> tuple[Found, str | None]:
    found = tools.find(tool_id)
    return found, found.version


def _fields_of(found: Found, version: str | None) -> dict[str, object]:
    return {
        'id': found.tool.id,
        'title': found.tool.title,
        'here': found.here,
        'version': version,
        'path': found.path,
        'problem': found.problem,
        'install': {system: found.tool.install_line(system) for system in SYSTEMS},
    }


def _show(found: Found, version: str | None, *, all_systems: bool) -> None:
    if found.here:
        say(f'✓ {found.tool.title} {version or ""}'.rstrip(), fg='green')
    else:
        say(f'~ {found.tool.title}: {found.problem}', fg='yellow')
    if all_systems:
        for system, name in SYSTEMS.items():
            paragraph(f'{name}: {found.tool.install_line(system)}', indent=INDENT * 2)
    elif not found.here:
        paragraph(found.tool.install_line(), indent=INDENT * 2)
