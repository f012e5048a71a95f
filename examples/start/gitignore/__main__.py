"""Show which rule decides about each file of a sample tree: ``galka run start/gitignore``."""

import tempfile
from pathlib import Path

from examples.start.gitignore import audit, sample, verdicts


def main(folder: Path) -> None:
    """Print git's verdicts with the project's own rules, and what a ready-made file would do."""
    project = sample.build(folder)
    for verdict in verdicts.ask(project, sample.FILES):
        print(verdicts.shown(verdict))
    print()
    print(audit.audit(project, sample.FILES))


if __name__ == '__main__':
    with tempfile.TemporaryDirectory() as throw_away:
        main(Path(throw_away))
