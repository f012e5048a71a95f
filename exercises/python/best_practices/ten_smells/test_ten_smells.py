"""Ten smells are gone, and the readings and reports are what they were."""

import builtins
import gc
import io
import logging
import random
import runpy
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import pytest
import station

NAME = 'today.csv'
DAY = 'north;3'
BAD = ('', 'north', 'north;', 'north;warm', ';;', 'north;1;2', 'north,3', ';')
LINES = (*BAD, DAY, ' south ; 3.0 ', 'west;-12.25', ';4', 'east;1e2', 'the north;  7', 'ö;3')


def offered(name: str) -> Callable[..., Any]:
    """Return a name of the module, so that one missing name fails its own tests only."""
    found = getattr(station, name, None)
    if found is None:
        pytest.fail(f'station.py has no {name}: its five names must stay')
    return found


def load(folder: Path, *given: object) -> list[Any]:
    """Load the day of a folder, which is given as a string, as it always was."""
    function = offered('load')
    readings: list[Any] = function(str(folder), NAME, *given)
    return readings


def given_pairs(lines: list[str]) -> list[tuple[str, float]]:
    """Return what the given module read from these lines."""
    pairs = []
    for line in lines:
        fields = line.split(';')
        try:
            name, celsius = fields[0].strip(), float(fields[1])
        except (IndexError, ValueError):
            continue
        pairs.extend([(name, celsius)] if len(fields) == 2 else [])
    return pairs


def pairs_of(readings: list[Any]) -> list[tuple[str, float]]:
    """Return readings as pairs."""
    return [(reading.station, reading.celsius) for reading in readings]


def day(folder: Path, lines: list[str]) -> list[str]:
    """Write the file of a day and return its lines."""
    Path(folder, NAME).write_text('\n'.join(lines), encoding='utf-8')
    return lines


def some_lines() -> list[str]:
    """Return lines of some day, good and bad ones, equal ones among them."""
    return random.choices(LINES, k=random.randrange(10))


def error_of(function: Callable[..., object], *arguments: object) -> BaseException | None:
    """Return the error that comes out of a call."""
    try:
        function(*arguments)
    except BaseException as error:
        return error
    return None


def test_smell_of_a_list_that_calls_share(tmp_path: Path) -> None:
    """Each call of ``load`` without a list returns its own."""
    lines = day(tmp_path, [DAY, 'south;4'])
    for call in ('first', 'second', 'third'):
        found = pairs_of(load(tmp_path))
        assert found == given_pairs(lines), (
            f'the {call} call of load returned {found} for a file with {lines}: '
            'which list does load in station.py add to when none is given?'
        )


@pytest.mark.parametrize('kind', [KeyboardInterrupt, NameError, AttributeError, SystemExit])
def test_smell_of_every_error_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: type[BaseException]
) -> None:
    """``load`` leaves out a bad line, and nothing else is taken for one."""
    day(tmp_path, [DAY])
    raised = kind('in parse')
    monkeypatch.setattr(station, 'parse', partial(fail_with, raised))
    found = error_of(load, tmp_path)
    assert found is raised, (
        f'parse raised {raised!r}, and out of load came {found!r}: which errors does load in '
        'station.py take for a bad line?'
    )


def fail_with(error: BaseException, line: str) -> NoReturn:
    """Raise the error, as the ``parse`` of a station with a mistake in it does."""
    raise error


def test_smell_of_a_mistake_taken_for_a_bad_line() -> None:
    """``parse`` reports a bad line, and lets a mistake of its caller be seen."""
    found = error_of(offered('parse'), None)
    assert isinstance(found, (AttributeError, TypeError)), (
        f'parse(None) is a mistake of the caller, but parse raised {found!r}: which errors does '
        'parse in station.py take for a bad line?'
    )


@pytest.mark.parametrize('lines', [None, ['warm and sunny', DAY, 'very cold']])
def test_smell_of_messages_that_are_printed(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    lines: list[str] | None,
) -> None:
    """Nothing is printed; the module's logger gets one text, with values as arguments."""
    wanted = [NAME] if lines is None else [lines[0], lines[2]]
    if lines is not None:
        day(tmp_path, lines)
    with caplog.at_level(logging.DEBUG):
        load(tmp_path)
    printed = capsys.readouterr()
    shown = printed.out + printed.err
    assert not shown, (
        f'load in station.py prints {shown!r}: messages go to its logger and only there'
    )
    records = [record for record in caplog.records if record.name == 'station']
    messages = [record.getMessage() for record in records]
    for value in wanted:
        assert any(value in message for message in messages), (
            f'the logger named station should tell of {value!r}, but all it got is {messages}'
        )
    texts = {record.msg for record in records}
    assert not any(value in text for value in wanted for text in texts), (
        f'the texts {texts} hold their values already: give them to the logger as arguments'
    )
    for text in texts:
        assert text.strip('%sr '), (
            f'the text {text!r} of the logger is nothing but a place for a value: the words belong '
            'into the text, and the values alone are arguments'
        )


@pytest.mark.parametrize('error', [None, KeyboardInterrupt('in parse')])
def test_smell_of_a_file_that_stays_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException | None
) -> None:
    """``load`` closes its file, whatever happens."""
    day(tmp_path, [DAY, 'south;4'])
    if error:
        monkeypatch.setattr(station, 'parse', partial(fail_with, error))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        came = error_of(load, tmp_path)
        if came:
            # A traceback holds the frame of load, and with it the open file.
            came.__traceback__ = None
        gc.collect()
        left = [each.message for each in caught if each.category is ResourceWarning]
    assert not left, f'load left its file open ({left[0]}): what closes it in station.py?'


def test_smell_of_a_folder_that_must_be_a_string(tmp_path: Path) -> None:
    """``load`` and ``report`` take a ``Path`` as well as a string."""
    lines = day(tmp_path, [DAY])
    for name in ('load', 'report'):
        error = error_of(offered(name), tmp_path, NAME)
        assert error is None, f'{name} in station.py can not take a Path: {error!r}'
    found = pairs_of(offered('load')(tmp_path, NAME))
    assert found == given_pairs(lines), f'with a Path, load returned {found} for {lines}'


def test_smell_of_a_look_before_the_leap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that vanishes just after somebody looked is a missing file."""
    day(tmp_path, [DAY])
    for module in (builtins, io):
        monkeypatch.setattr(module, 'open', partial(delete_and_open, io.open))
    error = error_of(load, tmp_path)
    monkeypatch.undo()
    assert error is None, (
        f'the file was deleted just after load looked, and load raised {error!r}: '
        'station.py should open it at once, and answer when that fails'
    )


def delete_and_open(
    real_open: Callable[..., object], path: Path | str, *how: Any, **more: Any
) -> Any:
    """Open a file as somebody else deletes it; other files, such as those of a log, stay."""
    if str(path).endswith(NAME):
        Path(path).unlink(missing_ok=True)
    return real_open(path, *how, **more)


def test_smell_of_a_class_for_data_by_hand() -> None:
    """Readings with equal values are equal, and show their values."""
    make = offered('Reading')
    celsius = random.randrange(100) / 4
    first, second = make('north', celsius), make('north', celsius)
    assert first == second, f'two readings of north at {celsius} are not equal: see class Reading'
    assert first != make('north', celsius + 1), 'readings of unlike degrees are equal: see Reading'
    assert first != make('south', celsius), 'readings of unlike stations are equal: see Reading'
    shown = repr(first)
    for value in ('north', repr(celsius)):
        assert value in shown, f'a reading of north at {celsius} shows itself as {shown}'


@pytest.mark.parametrize('line', BAD)
def test_smell_of_an_error_without_a_name(line: str) -> None:
    """A bad line raises the module's own ``ValueError``, with the line and the cause."""
    error = error_of(offered('parse'), line)
    where = f'parse({line!r}) in station.py'
    assert isinstance(error, ValueError), f'{where} should raise a ValueError, but came {error!r}'
    assert type(error).__module__ == 'station', f'{where} should raise its own kind, not {error!r}'
    assert line in str(error), f'{where} raised {error!r}, which does not tell the line'
    assert error.__cause__ is not None, f'{where} does not say what its error was raised from'


def test_smell_of_sorting_the_callers_list() -> None:
    """``warmest`` leaves the list that it is given as it was."""
    make = offered('Reading')
    readings = [make('east', 1), make('south', 3), make('west', 2)]
    before = list(readings)
    offered('warmest')(readings, 2)
    assert pairs_of(readings) == pairs_of(before), (
        f'{pairs_of(before)} were given to warmest, and afterwards that list is '
        f'{pairs_of(readings)}: station.py changes a list of its caller'
    )


def test_smell_of_an_import_that_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The report is printed by ``python station.py``, and by no import."""
    day(tmp_path, [DAY])
    monkeypatch.chdir(tmp_path)
    path = str(station.__file__)
    runpy.run_path(path, run_name='imported')
    printed = capsys.readouterr().out
    assert not printed, f'an import of station.py prints {printed!r}'
    runpy.run_path(path, run_name='__main__')
    printed = capsys.readouterr().out
    assert printed == '1 readings\nnorth: 3.0\n', (
        f'python station.py should report, but: {printed!r}'
    )


def test_loads_what_it_loaded(tmp_path: Path) -> None:
    """The same lines are readings as before, in the same order."""
    for _ in range(100):
        lines = day(tmp_path, some_lines())
        found = pairs_of(load(tmp_path, []))
        assert found == given_pairs(lines), (
            f'for the lines {lines} load always returned {given_pairs(lines)}, and now {found}'
        )


@pytest.mark.parametrize('before', [0, 2])
def test_fills_the_list_that_it_is_given(tmp_path: Path, before: int) -> None:
    """``load`` adds to a given list, an empty one too, and returns it, whether there is a file."""
    mine = [offered('Reading')('mine', 1) for _ in range(before)]
    found = load(tmp_path, mine)
    assert found is mine, 'there is no file, and load returned another list than it was given'
    assert len(mine) == before, f'there is no file, but load added to the list: {pairs_of(mine)}'
    day(tmp_path, [DAY])
    found = load(tmp_path, mine)
    assert found is mine, f'load got a list of {before} and returned another: see station.py'
    assert pairs_of(mine[before:]) == [('north', 3)], (
        f'load made of the given list {pairs_of(mine)}'
    )


def test_other_troubles_are_errors(tmp_path: Path) -> None:
    """A file that is not UTF-8, or a folder in its place, is an error and no empty file."""
    Path(tmp_path, NAME).write_bytes(b'north;3\n\xff\xfe;4\n')
    error = error_of(load, tmp_path, [])
    assert isinstance(error, UnicodeDecodeError), (
        f'a file that is not UTF-8 should raise UnicodeDecodeError, but came {error!r}: '
        'what does try hold in load in station.py?'
    )
    Path(tmp_path, NAME).unlink()
    Path(tmp_path, NAME).mkdir()
    error = error_of(load, tmp_path, [])
    assert isinstance(error, OSError), (
        f'a folder in place of the file should be an error of its own, but came {error!r}: '
        'load in station.py takes it for a missing file'
    )


def test_the_warmest_are_what_they_were() -> None:
    """The warmest come first, and of equals the earlier one."""
    make = offered('Reading')
    for size in range(9):
        readings = [make(f'station {number}', random.randrange(3)) for number in range(size)]
        count = random.randrange(5)
        by_hand = [each for heat in (2, 1, 0) for each in readings if each.celsius == heat]
        found = pairs_of(offered('warmest')(list(readings), count))
        assert found == pairs_of(by_hand[:count]), (
            f'the {count} warmest of {pairs_of(readings)} are {pairs_of(by_hand[:count])}, '
            f'but warmest returned {found}'
        )


def test_reports_what_it_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A report has the number of all readings and the three warmest."""
    monkeypatch.chdir(tmp_path)
    for size in range(1, 8):
        lines = day(tmp_path, random.choices([DAY, 'south;4.26', 'west;-1', 'ö;4.24'], k=size))
        hot = sorted(given_pairs(lines), key=lambda pair: -pair[1])[:3]
        wanted = [f'{size} readings', *(f'{name}: {heat:.1f}' for name, heat in hot)]
        runpy.run_path(str(station.__file__), run_name='__main__')
        found = capsys.readouterr().out.splitlines()
        assert found == wanted, f'for {lines} the report always was {wanted}, and now it is {found}'


def test_a_reading_can_be_corrected() -> None:
    """The degrees of a reading can be changed afterwards."""
    reading = offered('Reading')('east', 3)
    error = error_of(setattr, reading, 'celsius', 4)
    assert error is None, f'a reading can not be corrected any more: {error!r}; see Reading'
    assert reading.celsius == 4, f'a reading was corrected to 4, but has {reading.celsius}'
