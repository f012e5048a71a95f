"""The journal is written and the lock released at a known place, on both interpreters."""

import json
import random
import sys
from pathlib import Path
from typing import Any

import pytest

from galka.fixtures import require

#: Runs steps without a collector; the names of what raised are a part of the answer.
PROGRAM = """
import gc, json, os, pathlib, sys
gc.disable()
gc.collect = lambda *_: 0
sys.path.insert(0, os.getcwd())
import journal
folder, told, unlocked, released = pathlib.Path(sys.argv[1]), [], [], []

def look(event, details):
    if event == 'open' and str(details[0]).endswith('journal') and details[1] == 'a':
        unlocked.extend([1] * (not (folder / 'lock').exists()))
    if event == 'os.remove' and str(details[0]).endswith('lock'):
        released.append(noted())

sys.addaudithook(look)

def noted():
    path = folder / 'journal'
    return path.read_text().split() if path.exists() else []

def files():
    return len(os.listdir('/dev/fd'))

def append(payment):
    before = files()
    try:
        journal.append(folder, payment)
        how = 'no error'
    except Exception as problem:
        how = type(problem).__name__
    written = noted()
    wrong = ''
    if unlocked:
        wrong = 'opened the journal without holding the lock'
    elif released and released[-1] != written:
        wrong = 'released the lock before the payment was in the file'
    told.append([how, (folder / 'lock').exists(), written, files() - before, wrong])

def balance():
    before = files()
    told.append([journal.balance(folder), files() - before])

for step in json.loads(sys.argv[2]):
    balance() if step == 'balance' else append(step)
print(json.dumps(told))
"""
AMOUNTS = range(-100, 100)


class Interpreter:
    """Takes steps with the journal on one of the interpreters."""

    def __init__(self, name: str, answer: Path, folder: Path, processes: Any) -> None:
        self._name = name
        self._answer = answer
        self._folder = folder
        self._processes = processes

    def run(self, *steps: object) -> list[Any]:
        """Return what each step told."""
        python = sys.executable if self._name == 'CPython' else require('pypy3')
        ended = self._processes.run(
            [python, '-B', '-c', PROGRAM, str(self._folder), json.dumps(steps)],
            cwd=self._answer,
            env={'PYTHONPATH': None},
        )
        if ended.returncode:
            pytest.fail(f'journal.py failed on {self._name}:\n{ended.stderr}')
        return json.loads(ended.stdout)


@pytest.fixture(params=['CPython', 'PyPy'])
def interpreter(
    request: pytest.FixtureRequest, answer: Path, tmp_path: Path, processes: Any
) -> Interpreter:
    """Return one of the interpreters, to use the journal of an empty folder."""
    return Interpreter(request.param, answer, tmp_path, processes)


def test_a_payment_is_written_and_the_lock_gone(interpreter: Interpreter) -> None:
    """When ``append`` returns nothing is pending, and the next payment can come."""
    payments = random.sample(AMOUNTS, 3)
    told = interpreter.run(*payments)
    expected: list[str] = []
    for payment, (problem, locked, written, opened, wrong) in zip(payments, told, strict=True):
        expected.append(str(payment))
        assert not locked, (
            'the lock should be gone when append returns, without the help of a collector, but its '
            f'file is still there ({problem}). Who removes it in journal.py?'
        )
        assert problem == 'no error', f'append({payment}) in journal.py raised {problem}'
        assert written == expected, (
            f'after append({payment}) the journal should hold {expected}, but holds {written}: '
            'when does journal.py close the file?'
        )
        assert not opened, f'append in journal.py left {opened} file open'
        assert not wrong, (
            f'append in journal.py {wrong}: in which order do the file and the lock begin and end?'
        )


def test_the_lock_is_gone_after_an_error(interpreter: Interpreter) -> None:
    """What is no whole number is refused, and the next payment is noted."""
    payment = random.choice(AMOUNTS)
    (problem, locked, written, *_), (after, _, wanted, *_) = interpreter.run('x', payment)
    assert problem == 'ValueError', (
        f"append('x') in journal.py should raise ValueError, but came {problem}"
    )
    assert not locked, "'x' is no whole number, and append in journal.py left its lock behind"
    assert not written, f"append('x') wrote {written}"
    assert (after, wanted) == ('no error', [str(payment)]), (
        f'after an error append({payment}) in journal.py wrote {wanted} ({after})'
    )


def test_the_lock_of_others_stays(interpreter: Interpreter, tmp_path: Path) -> None:
    """While somebody else holds the lock nothing is written, and they keep it."""
    (tmp_path / 'lock').touch()
    for problem, locked, written, *_ in interpreter.run(1, 2):
        assert problem == 'FileExistsError', (
            'somebody else holds the lock: append in journal.py should raise FileExistsError, but '
            f'came {problem}'
        )
        assert locked, (
            'somebody else holds the lock, and append in journal.py removed it: who could not '
            'make it must not release it'
        )
        assert not written, f'somebody else holds the lock, but {written} was written'


def test_the_balance(interpreter: Interpreter) -> None:
    """The balance is the sum of all payments, and no file stays open."""
    payments = random.sample(AMOUNTS, 4)
    *_, (found, opened), _ = interpreter.run(*payments, 'balance', 'balance')
    assert found == sum(payments), (
        f'the balance of {payments} should be {sum(payments)}, but balance in journal.py returned '
        f'{found}'
    )
    assert not opened, f'after balance {opened} file is still open: look at balance in journal.py'
