"""Find out which lines of a ready-made ignore file do anything in a project."""

from collections.abc import Iterable
from pathlib import Path

from examples.start.gitignore.verdicts import Verdict, ask

TEMPLATE = Path(__file__).with_name('python.gitignore')


def rules_in(ignore_file: Path) -> list[str]:
    """Return the lines of an ignore file that are rules."""
    lines = ignore_file.read_text().splitlines()
    return [line for line in lines if line and not line.startswith('#')]


def used_rules(project: Path, paths: Iterable[str]) -> list[Verdict]:
    """Return the first path that each rule of the project's ``.gitignore`` decides about."""
    found: dict[str, Verdict] = {}
    for verdict in ask(project, paths):
        if verdict.source == '.gitignore':
            found.setdefault(verdict.pattern, verdict)
    return list(found.values())


def audit(project: Path, paths: Iterable[str]) -> str:
    """Put the template into a project, and report what its rules do there."""
    (project / '.gitignore').write_text(TEMPLATE.read_text())
    used = used_rules(project, paths)
    head = f'{len(used)} of {len(rules_in(TEMPLATE))} rules of {TEMPLATE.name} do anything here:'
    return '\n'.join([head, *(f'  {each.pattern:<14}{each.path}' for each in used)])
