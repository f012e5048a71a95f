"""The environment becomes typed settings, or one error that says everything."""

import dataclasses
import os
import random
import re
import traceback
from itertools import combinations
from types import MappingProxyType
from typing import Any

import pytest
import settings

NAMES = ('SHOP_DATABASE', 'SHOP_SECRET', 'SHOP_PORT', 'SHOP_DEBUG', 'SHOP_TIMEOUT', 'SHOP_HOSTS')
YES_WORDS = ('1', 'true', 'yes', 'on')
NO_WORDS = ('0', 'false', 'no', 'off')
# What each variable must not be. The last port is Arabic: int() reads it.
REFUSED = (
    ('SHOP_DATABASE', ('shop', 'mysql://db/shop', 'a postgresql://db/shop', 'postgresql:')),
    ('SHOP_SECRET', ('short', 'x' * 15, '  fifteen letters  ')),
    ('SHOP_PORT', ('0', '65536', '-1', '+80', '80.0', '8_000', 'http', '1 2', '٨٠')),
    ('SHOP_DEBUG', ('2', 'y', 'enabled', 'none', 'true!', 'yes no')),
    ('SHOP_TIMEOUT', ('0', '-1', 'nan', 'inf', '-inf', 'soon', '5 s', '1,5')),
)
# The words and limits of the table, in the same order.
LIMITS = (('postgresql://',), ('16',), ('1', '65535'), (*YES_WORDS, *NO_WORDS), ('0',), ())
EXPECTED = MappingProxyType(dict(zip(NAMES, LIMITS, strict=True)))
BAD = [(name, text) for name, texts in REFUSED for text in texts]
DEFAULTS = MappingProxyType({'port': 8000, 'debug': False, 'timeout': 5.0, 'hosts': ()})


def password() -> str:
    """Return letters and digits that no message may hold."""
    return f'{random.getrandbits(80):020x}'


def environment(**changes: str) -> dict[str, str]:
    """Return a right environment, with other people's variables in it, and some changes."""
    basis = {
        'HOME': '/home/ada',
        'SHOPPING': 'tea',
        'SHOP_DATABASE': f'postgresql://shop:{password()}@db/shop',
        'SHOP_SECRET': password(),
    }
    return basis | changes


def load(environ: dict[str, str]) -> Any:
    """Load settings that must be right."""
    before = dict(environ)
    try:
        found = settings.load(MappingProxyType(environ))
    except settings.SettingsError as error:
        pytest.fail(f'settings.py refuses a right environment: {error}\nIt was {shop(environ)}')
    except Exception as error:
        pytest.fail(f'load in settings.py broke down with {error!r} on {shop(environ)}')
    assert environ == before, 'load in settings.py changed the environment that it was given'
    return found


def problems(environ: dict[str, str]) -> tuple[str, ...]:
    """Return the problems of an environment that must be wrong."""
    try:
        found = settings.load(MappingProxyType(environ))
    except settings.SettingsError as error:
        return checked(error)
    except Exception as error:
        pytest.fail(f'expected a SettingsError from settings.py, but {error!r} came out of load')
    pytest.fail(f'load in settings.py took {shop(environ)} and made {found} of it')


def checked(error: Any) -> tuple[str, ...]:
    """Return the problems of an error, which must be a tuple of texts, all told in its text."""
    found = getattr(error, 'problems', None)
    assert isinstance(found, tuple), f'problems of a SettingsError is no tuple, but {found!r}'
    for problem in found:
        assert problem in str(error), (
            f'the text of the SettingsError is {str(error)!r}: the problem {problem!r} is not in it'
        )
    return found


def shop(environ: dict[str, str]) -> dict[str, str]:
    """Return the part of an environment that belongs to the shop."""
    return {name: text for name, text in environ.items() if name.startswith('SHOP_')}


def one_problem(environ: dict[str, str], name: str) -> str:
    """Return the only problem, which must be that of the variable ``name``."""
    found = problems(environ)
    assert [text.partition(':')[0] for text in found] == [name], (
        f'expected one problem that begins with "{name}:" for {shop(environ)}, but got {found}'
    )
    return found[0]


def how_often(word: str, text: str) -> int:
    """Count a word or number that is no part of a longer one."""
    return len(re.findall(rf'\b{re.escape(word)}(?!(?<=\w)\w)', text.lower()))


def unsaid(problem: str, name: str, text: str) -> list[str]:
    """Return what a problem should say of a variable, and holds at most in the value it shows."""
    said = problem.removeprefix(name)
    shown = text if text in said else ''
    return [word for word in EXPECTED[name] if how_often(word, said) <= how_often(word, shown)]


def assert_reads(name: str, text: str, wanted: object) -> None:
    """Compare what became of a text, and of the same text among spaces."""
    attribute = name.removeprefix('SHOP_').lower()
    for given in (text, f' {text}\t'):
        found = getattr(load(environment(**{name: given})), attribute)
        assert (found, type(found)) == (wanted, type(wanted)), (
            f'{name}={given!r} should become {wanted!r}, but settings.py made {found!r} of it'
        )


def test_what_is_not_set_has_a_default() -> None:
    """Two variables are enough, and an empty value is an unset one."""
    for environ in (environment(), environment(**dict.fromkeys(NAMES[2:], ' '))):
        found = load(environ)
        for attribute, wanted in DEFAULTS.items():
            value = getattr(found, attribute)
            assert (value, type(value)) == (wanted, type(wanted)), (
                f'{attribute} should be {wanted!r} by default, but is {value!r} for {shop(environ)}'
            )


def test_required_values_arrive() -> None:
    """Database and secret come out as they went in."""
    environ = environment()
    found = load(environ)
    assert found.database == environ['SHOP_DATABASE'], 'database is not what SHOP_DATABASE says'
    assert found.secret == environ['SHOP_SECRET'], 'secret is not what SHOP_SECRET says'
    assert_reads('SHOP_SECRET', 'sixteen letters!', 'sixteen letters!')


@pytest.mark.parametrize('number', [1, 80, 65535, random.randint(2, 65534)])
def test_a_port_is_a_number(number: int) -> None:
    """Digits become an int."""
    assert_reads('SHOP_PORT', str(number), number)
    assert_reads('SHOP_PORT', f'00{number}', number)


@pytest.mark.parametrize('wanted', [True, False])
def test_a_switch_has_eight_words(wanted: bool) -> None:
    """Each word counts in any case, and false is not true."""
    for word in YES_WORDS if wanted else NO_WORDS:
        for text in (word, word.upper(), word.title()):
            assert_reads('SHOP_DEBUG', text, wanted)


@pytest.mark.parametrize('text', ['5', '0.25', '1e2', '.5', f'{random.randint(1, 99)}.75'])
def test_a_timeout_is_a_float(text: str) -> None:
    """Seconds become a float."""
    assert_reads('SHOP_TIMEOUT', text, float(text))


def test_hosts_are_a_tuple() -> None:
    """Names are split at commas; spaces and empty names are dropped."""
    number = random.random()
    for text, wanted in (
        ('example.com', ('example.com',)),
        (f'a{number}.org, b.org ,\tc.org', (f'a{number}.org', 'b.org', 'c.org')),
        (',b.org,, a.org,', ('b.org', 'a.org')),
        (', ,', ()),
    ):
        assert_reads('SHOP_HOSTS', text, wanted)


@pytest.mark.parametrize(('name', 'text'), BAD)
def test_a_wrong_value_is_told(name: str, text: str) -> None:
    """The problem names the variable, what was expected, and the value that was found."""
    problem = one_problem(environment(**{name: text}), name)
    if name not in NAMES[:2]:
        assert text in problem.partition(':')[2], (
            f'the problem should show what {name} was set to, {text!r}, but is {problem!r}'
        )
    left_out = unsaid(problem, name, text)
    assert not left_out, (
        f'the problem should say what {name} may be, with {left_out} of the table in README.rst, '
        f'but is {problem!r}'
    )


@pytest.mark.parametrize('name', NAMES[:2])
@pytest.mark.parametrize('text', [None, '', ' \t'])
def test_a_missing_value_is_told(name: str, text: str | None) -> None:
    """A required variable that is unset or empty is a problem."""
    environ = environment()
    del environ[name]
    problem = one_problem(environ if text is None else environ | {name: text}, name)
    assert 'required' in problem.lower() or not unsaid(problem, name, ''), (
        f'the problem should say that {name} is required, or what it may be, but is {problem!r}'
    )


def test_all_problems_are_told_at_once() -> None:
    """One start is enough to learn everything."""
    for turn, chosen in enumerate(combinations(REFUSED, 3)):
        wrong = {name: texts[turn % len(texts)] for name, texts in chosen}
        strange = f'SHOP_QUITE_{random.randrange(99)}'
        told = problems(environment(**wrong, **{strange: '1'}))
        found = sorted(text.partition(':')[0] for text in told)
        wanted = sorted([*wrong, strange])
        assert found == wanted, (
            f'expected one problem for each of {wanted}, but settings.py told of {found}'
        )


@pytest.mark.parametrize('name', NAMES)
def test_a_misspelt_name_is_told(name: str) -> None:
    """A name with two letters exchanged is a problem that says the right name."""
    place = random.randrange(len('SHOP_'), len(name) - 1)
    exchanged = ''.join(reversed(name[place : place + 2]))
    misspelt = name[:place] + exchanged + name[place + 2 :]
    key = password()
    for text in ('', key):
        problem = one_problem(environment(**{misspelt: text}), misspelt)
        assert name in problem, f'{misspelt} is nearly {name}, but the problem is {problem!r}'
        assert key not in problem, f'{misspelt} may be a secret, but its value is in {problem!r}'


def test_what_is_far_from_every_name_gets_no_advice() -> None:
    """A name that resembles none is a problem without a guess."""
    strange = f'SHOP_{random.getrandbits(40):013}'
    problem = one_problem(environment(**{strange: '1'}), strange)
    guessed = [name for name in NAMES if name in problem]
    assert not guessed, f'{strange} resembles no setting, but the problem suggests {guessed}'


@pytest.mark.parametrize('name', NAMES[:2])
def test_a_hidden_value_stays_hidden(name: str) -> None:
    """Neither a message nor its history shows a secret or a password."""
    key = password()[:12]
    try:
        settings.load(environment(**{name: key}))
    except settings.SettingsError as error:
        for shown in (repr(error.problems), *traceback.format_exception(error)):
            assert key not in shown, f'the value of {name} is shown: {shown}'
    else:
        pytest.fail(f'load in settings.py took a {name} of 12 letters and digits')


def test_repr_shows_no_secret() -> None:
    """Settings may be logged."""
    environ = environment(SHOP_PORT='8123')
    shown = repr(load(environ))
    for name in NAMES[:2]:
        assert environ[name] not in shown, f'repr of the settings shows {name}: {shown}'
    assert '8123' in shown, f'repr of the settings should show the port, but is {shown}'


def test_settings_do_not_change() -> None:
    """No attribute can be set afterwards."""
    found = load(environment())
    for attribute in ('port', 'debug', 'secret'):
        try:
            setattr(found, attribute, getattr(found, attribute))
        except (AttributeError, dataclasses.FrozenInstanceError):
            continue
        pytest.fail(f'{attribute} could be set: Settings in settings.py should be frozen')


def test_only_the_argument_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in the process's own environment does not matter."""
    for name in NAMES:
        monkeypatch.setitem(os.environ, name, 'wrong')
    found = load(environment())
    assert found.port == DEFAULTS['port'], (
        f'the port is {found.port!r}: load in settings.py looked into os.environ'
    )
    one_problem({'SHOP_SECRET': password()}, 'SHOP_DATABASE')
