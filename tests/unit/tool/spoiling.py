"""A task of the small course, broken on purpose in one way each."""

import shutil
from pathlib import Path


def copy_solution(task: Path) -> None:
    """Make the stub pass."""
    shutil.copytree(task / 'solution', task / 'stub', dirs_exist_ok=True)


def copy_wrong(task: Path) -> None:
    """Make the solution fail."""
    shutil.copy(task / 'wrong/squares/doubling.py', task / 'solution/doubling.py')


def crash_stub(task: Path) -> None:
    """Make the stub fail by something else than an assertion."""
    stub = task / 'stub/doubling.py'
    stub.write_text(stub.read_text().replace('return number', 'return number.nothing'))


def pass_wrong(task: Path) -> None:
    """Make a wrong answer right."""
    shutil.copy(task / 'solution/doubling.py', task / 'wrong/squares/doubling.py')


def other_message(task: Path) -> None:
    """Make a wrong answer promise another message."""
    (task / 'wrong/squares/expect.txt').write_text('ten thousand\n')


def one_wrong(task: Path) -> None:
    """Leave one wrong answer only."""
    shutil.rmtree(task / 'wrong/squares')


def no_hints(task: Path) -> None:
    """Take the hints away."""
    (task / 'hints.rst').unlink()


def no_readme(task: Path) -> None:
    """Take the README away."""
    (task / 'README.rst').unlink()


def extra_stub(task: Path) -> None:
    """Give the learner a file that the solution does not have."""
    (task / 'stub/more.py').write_text('"""More."""\n')


def change_mutants(task: Path, before: str, after: str) -> None:
    """Change the list of mutants in one place."""
    listed = task / 'mutants.toml'
    listed.write_text(listed.read_text().replace(before, after))


def weaken_test(task: Path) -> None:
    """Test no negative number."""
    test = task / 'test_double.py'
    test.write_text(test.read_text().replace(', -7', ''))


def tear_test(task: Path) -> None:
    """Leave a test that is no Python any more."""
    (task / 'test_double.py').write_text('def test_double(:\n')


def excuse_a_mutant(task: Path) -> None:
    """Give a reason for the survival of a mutant that dies."""
    change_mutants(task, 'after = "None"', 'after = "None"\nsurvives = "who knows"')


def survive_more(task: Path) -> None:
    """Make a second mutant right."""
    change_mutants(task, 'after = "None"', 'after = "2 * number"\nsurvives = "the same"')


def few_mutants(task: Path) -> None:
    """List three mutants only."""
    listed = task / 'mutants.toml'
    listed.write_text('[[mutants]]'.join(listed.read_text().split('[[mutants]]')[:4]))


def outdated_mutant(task: Path) -> None:
    """Write the solution differently from what the mutants change."""
    solution = task / 'solution/doubling.py'
    solution.write_text(solution.read_text().replace('number * 2', '2 * number'))


def misspelt_mutant(task: Path) -> None:
    """Misspell a key."""
    change_mutants(task, 'after = "None"', 'aftr = "None"')


def torn_mutants(task: Path) -> None:
    """End in the middle of a table."""
    (task / 'mutants.toml').write_text('[[mutants')
