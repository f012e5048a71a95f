"""What several commands share on the command line."""

from collections.abc import Callable
from typing import Any

import click

from galka.commands.session import Session
from galka.translation import translate

with_session = click.make_pass_decorator(Session)

json_option: Callable[[Any], Any] = click.option(
    '--json',
    'as_json',
    is_flag=True,
    help=translate('Print JSON, for a program.'),
)
