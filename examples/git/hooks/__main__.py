"""Print the hooks that really run, command by command: ``python -m examples.git.hooks push``."""

import sys
import tempfile
from pathlib import Path

from examples.git.hooks.sandbox import Sandbox
from examples.git.hooks.scenes import FAILS, SCENES, Scene


def play(scene: Scene, sandbox: Sandbox) -> list[str]:
    """Play one scene and return the names of its hooks."""
    for step in scene.before:
        sandbox.run(step.removeprefix(FAILS), fails=step.startswith(FAILS))
    return sandbox.hooks_of(scene.command)


def main(topics: list[str], folder: Path) -> None:
    """Show the scenes of these topics, or all, each in repositories of its own."""
    start = Sandbox(folder / 'start')
    start.build()
    for topic in topics or SCENES:
        for number, scene in enumerate(SCENES[topic]):
            ran = play(scene, start.copy(folder / f'{topic}-{number}'))
            case = f'  ({scene.case})' if scene.case else ''
            print(f'{scene.command}{case}')
            print('   ', ' '.join(ran) or 'no hook')


if __name__ == '__main__':
    with tempfile.TemporaryDirectory() as throw_away:
        main(sys.argv[1:], Path(throw_away))
