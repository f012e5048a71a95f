"""The command line: which commands there are, and what they share."""

import importlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, final

import click

from galka import __version__
from galka.model.errors import GalkaError
from galka.translation import translate

#: A command is imported when it is called: a verdict must not wait for what it does not use.
COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        'start': 'start',
        'next': 'next_command',
        'list': 'listing',
        'open': 'open_task',
        'run': 'run_example',
        'check': 'check',
        'watch': 'watch',
        'hint': 'hint',
        'solution': 'solution',
        'reset': 'reset',
        'undo': 'undo',
        'progress': 'progress',
        'serve': 'serve',
        'doctor': 'doctor',
        'verify': 'verify',
    }
)


@final
class LazyGroup(click.Group):
    """A group whose commands are imported when they are needed, listed in the order of use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; suggest the nearest when there is none of that name."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        imported: click.Command = importlib.import_module(f'galka.commands.{module}').command
        return imported

    def resolve_command(
        self,
        ctx: click.Context,
        args: list[str],
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one may be meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            if near:
                hint = translate('Did you mean {names}?').format(names=near[0])
                raise click.UsageError(f'{error.message} {hint}', ctx) from error
            raise


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    help=translate('Learn by a checklist in which every tick is earned against the real tool.'),
    context_settings={'help_option_names': ['-h', '--help'], 'max_content_width': 100},
    epilog=translate(
        'Without a command: where you are, and what comes next. '
        'An ID is a task, a lesson or a track, and may be shortened: galka check slots',
    ),
)
@click.version_option(__version__, '-V', '--version', message='galka %(version)s')
@click.option(
    '--course',
    type=click.Path(path_type=Path),
    metavar='DIR',
    help=translate('The course to use (default: the one around here, or the installed one).'),
)
@click.option(
    '--workspace',
    type=click.Path(path_type=Path),
    metavar='DIR',
    help=translate('Your folder (default: the one around here, or ./workspace).'),
)
@click.pass_context
def galka(ctx: click.Context, course: Path | None, workspace: Path | None) -> None:
    """Find course and workspace; without a command show where the learner is."""
    from galka.commands.session import Session

    ctx.obj = Session(course, workspace)
    if ctx.invoked_subcommand is None:
        from galka.commands.status import show_status

        show_status(ctx.obj)


def run(arguments: Sequence[str]) -> int:
    """Parse the arguments, run the command, and return its exit code."""
    try:
        outcome: Any = galka.main(arguments, prog_name='galka', standalone_mode=False)
    except click.ClickException as error:
        raise GalkaError(error.format_message(), _usage_of(error)) from error
    except click.Abort as error:
        raise KeyboardInterrupt from error
    return outcome if isinstance(outcome, int) else 0


def _usage_of(error: click.ClickException) -> str:
    context = getattr(error, 'ctx', None)
    if context is None:
        return ''
    return translate('See: {command} --help').format(command=context.command_path)
