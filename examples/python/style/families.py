"""Count the rules of wemake-python-styleguide by family, and those that it gave up."""

from importlib import import_module
from typing import Any, Final

PACKAGE: Final = 'wemake_python_styleguide.violations'
FAMILIES: Final = (
    'naming',
    'complexity',
    'consistency',
    'best_practices',
    'refactoring',
    'oop',
)


def rules(family: str) -> list[Any]:
    """Return the rules of a family in the order of their codes."""
    module = import_module(f'{PACKAGE}.{family}')
    found = [rule for rule in vars(module).values() if getattr(rule, 'code', None)]
    return sorted(found, key=lambda rule: rule.code)


def main() -> None:
    """Print a line for each family."""
    for family in FAMILIES:
        found = rules(family)
        retired = sum(1 for rule in found if rule.disabled_since)
        used = len(found) - retired
        digit = found[0].full_code[:4]
        print(f'{digit}xx {family}: {used} rules, {retired} retired')


if __name__ == '__main__':
    main()
