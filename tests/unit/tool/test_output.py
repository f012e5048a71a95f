"""The output suits the terminal, and a tool's absence is told."""

import pytest

from galka.tools import TOOLS
from tests.unit.tool.driver import Galka

ESCAPE = '\x1b['


def test_colour_is_for_those_who_want_it(started: Galka) -> None:
    """No colour into a pipe or with NO_COLOR; FORCE_COLOR asks for it."""
    assert ESCAPE not in started('check', code=1, NO_COLOR='').stdout
    assert ESCAPE in started('check', code=1, NO_COLOR='', FORCE_COLOR='1').stdout
    assert ESCAPE not in started('check', code=1, NO_COLOR='1', FORCE_COLOR='1').stdout


@pytest.mark.parametrize('command', [[], ['list'], ['check'], ['hint']])
def test_a_narrow_terminal_is_enough(started: Galka, command: list[str]) -> None:
    """In 40 columns no line is longer, unless it is one word such as a path."""
    shown = started(*command, code=1 if command == ['check'] else 0, COLUMNS='40').stdout
    too_long = [line for line in shown.splitlines() if len(line) > 40 and ' ' in line.strip()]
    assert not too_long


def test_a_terminal_without_unicode_is_enough(started: Galka) -> None:
    """Where the marks can not be printed there are plain ones."""
    shown = started('check', code=1, PYTHONIOENCODING='ascii').stdout
    assert 'x first/numbers/double: failed' in shown


def test_a_closed_pipe_is_no_crash(started: Galka) -> None:
    """``galka list | head`` ends quietly."""
    started.command = ('bash', '-c', f'{started.command[0]} list | head -n 1')
    ended = started()
    assert (ended.stdout, ended.stderr) == ('first: First steps\n', '')


def test_doctor_knows_every_tool(galka: Galka) -> None:
    """For each tool there is its version, or the line that installs it, on three systems."""
    found = galka.json('doctor', code=3, GALKA_HIDE_TOOLS='nginx')
    assert {tool['id'] for tool in found} == set(TOOLS)
    wanted = {'git', 'docker', 'compose', 'nginx', 'postgres', 'gunicorn', 'pypy3', 'chromium'}
    assert {tool['id'] for tool in found} >= wanted | {'promtool'}
    assert all(tool['here'] is (tool['problem'] is None) for tool in found)
    assert all(tool['install'].keys() == {'debian', 'macos', 'windows'} for tool in found)
    assert {tool['id']: tool['here'] for tool in found}['nginx'] is False
