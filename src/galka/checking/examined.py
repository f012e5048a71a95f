"""What a task's test says of itself, read without running it."""

import ast
from dataclasses import dataclass
from typing import final

#: Seconds that a check may take when its test does not say.
DEFAULT_LIMIT = 30
LIMIT_NAME = 'LIMIT'


@final
@dataclass(frozen=True, slots=True)
class Examined:
    """The names of the test functions of a file, and the limit of its check in seconds."""

    tests: tuple[str, ...]
    limit: float
    #: Whether an assert has no message, so that only pytest can tell what was compared.
    silent: bool


def examine(test: str) -> Examined:
    """Read the test functions and the ``LIMIT`` out of the text of a test file."""
    tree = ast.parse(test)
    tests = tuple(
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith('test_')
    )
    limits = [
        node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, int | float)
        and any(isinstance(name, ast.Name) and name.id == LIMIT_NAME for name in node.targets)
    ]
    silent = any(isinstance(node, ast.Assert) and not node.msg for node in ast.walk(tree))
    return Examined(tests, float(limits[-1]) if limits else DEFAULT_LIMIT, silent)
