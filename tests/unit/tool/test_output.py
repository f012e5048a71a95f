"""The output suits the terminal, and a tool's absence is told."""

import pytest

from galka.tools import TOOLS
from tests.unit.tool.driver import Galka

README = """\
1. Double the number that is given to the function,
   and give it back.
2. Short.

- outer
  - inner, which is a line of more than forty columns

::

    double(21)  # a line of code of more than forty columns
"""
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


def test_a_list_is_broken_anew(own_course: Galka) -> None:
    """The items of a README's list fit the terminal; code and lists in lists stay as they are."""
    readme = own_course.course / 'exercises/first/numbers/double/README.rst'
    readme.write_text(README)
    shown = own_course('start', COLUMNS='40').stdout
    assert (
        '  1. Double the number that is given to\n'
        '     the function, and give it back.\n'
        '  2. Short.\n'
        '\n'
        '  - outer\n'
        '    - inner, which is a line of more than forty columns\n'
    ) in shown
    assert '      double(21)  # a line of code of more than forty columns\n' in shown


def test_a_terminal_without_unicode_is_enough(started: Galka) -> None:
    """Where the marks can not be printed there are plain ones."""
    shown = started('check', code=1, PYTHONIOENCODING='ascii').stdout
    assert 'x first/numbers/double: failed' in shown


def test_a_closed_pipe_is_no_crash(started: Galka) -> None:
    """``galka list | head`` ends quietly."""
    started.command = ('bash', '-c', f'{started.command[0]} list | head -n 1')
    ended = started()
    assert (ended.stdout, ended.stderr) == ('first: First steps\n', '')


@pytest.mark.parametrize('closed', ['<&-', '>&-', '2>&-', '<&- >&- 2>&-'])
@pytest.mark.parametrize('command', ['list', 'check', 'open'])
def test_a_closed_stream_is_no_crash(started: Galka, command: str, closed: str) -> None:
    """Without standard input or output a command does its work all the same."""
    started.command = ('bash', '-c', f'{started.command[0]} {command} {closed}')
    ended = started(code=1 if command == 'check' else 0, EDITOR='true')
    assert ended.stderr == ''


def test_a_full_disk_for_the_output_is_told(started: Galka) -> None:
    """Where the output finds no room the cause is told, and the exit code is 2."""
    started.command = ('bash', '-c', f'{started.command[0]} list > /dev/full')
    assert started(code=2).stderr == 'galka: [Errno 28] No space left on device\n'


@pytest.mark.parametrize('command', ['', 'list', 'check'])
def test_a_folder_that_is_gone_is_told(started: Galka, command: str) -> None:
    """In a terminal whose folder was removed the learner reads so, and what to do."""
    gone = 'mkdir gone && cd gone && rmdir ../gone'
    started.command = ('bash', '-c', f'{gone} && {started.command[0]} {command}')
    told = started(code=2).stderr
    assert 'The folder that this terminal stands in is gone.' in told
    assert 'cd ~' in told


def test_the_home_of_nobody_is_told(galka: Galka) -> None:
    """A workspace below the home of a user who is not here is a wrong name, not a crash."""
    assert '~nosuch/x' in galka('--workspace', '~nosuch/x', 'list', code=2).stderr


def test_doctor_knows_every_tool(galka: Galka) -> None:
    """For each tool there is its version, or the line that installs it, on three systems."""
    found = galka.json('doctor', code=3, GALKA_HIDE_TOOLS='nginx')
    assert {tool['id'] for tool in found} == set(TOOLS)
    wanted = {'git', 'docker', 'compose', 'nginx', 'postgres', 'gunicorn', 'pypy3', 'chromium'}
    assert {tool['id'] for tool in found} >= wanted | {'promtool'}
    assert all(tool['here'] is (tool['problem'] is None) for tool in found)
    assert all(tool['install'].keys() == {'debian', 'macos', 'windows'} for tool in found)
    assert {tool['id']: tool['here'] for tool in found}['nginx'] is False
