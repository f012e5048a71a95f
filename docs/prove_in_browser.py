"""Prove which exercises run in the page: ``python docs/prove_in_browser.py [ID ...]``.

Every task's solution, stub and wrong answers are run in Chromium, and by the tool on this machine;
where both agree test by test, the task runs in the page. For every other task the matrix names the
one thing that it lacks there, as it was met in the run. The matrix is build/browser.json; it is
written when all tasks are proved. What was proved before, of equal files, is not proved again.
"""

import argparse
import asyncio
import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Final, TypeAlias, final

import bundles
import serving
from playwright.async_api import async_playwright
from proving.in_page import Proof, Prover
from proving.machine import Machine

from galka import tools
from galka.course import manifest, task_files
from galka.model.course import Status, Task

Keep: TypeAlias = Callable[[Proof], None]
MATRIX: Final = bundles.ROOT / 'build' / 'browser.json'
#: What was proved before, by the hash of all that it depends on.
PROVED: Final = bundles.BUILT / 'proved'
OPTIONS: Final = (
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
)


def ready_tasks(named: Sequence[str]) -> tuple[Task, ...]:
    """Return the tasks of all written lessons, or of those whose ids begin as named."""
    course = manifest.load(bundles.ROOT)
    tasks = (
        task
        for lesson in course.lessons
        if lesson.status is Status.READY
        for task in lesson.tasks
        if task.test.is_file()
    )
    return tuple(task for task in tasks if not named or task.id.startswith(tuple(named)))


def _key(task: Task, runtime: str) -> str:
    """Return the hash of all that the proof of a task depends on."""
    digest = hashlib.sha256(runtime.encode())
    for path in task_files.files_below(task.folder):
        digest.update(path.as_posix().encode())
        digest.update((task.folder / path).read_bytes())
    return digest.hexdigest()


def _runtime(folder: Path) -> str:
    """Return the hash of what runs and what proves, the same for all tasks."""
    provers = (bundles.ROOT / 'docs' / 'proving').glob('*.py')
    digest = hashlib.sha256()
    for path in (*sorted(folder.glob('*.bin')), *sorted(folder.glob('*.js')), *sorted(provers)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


async def prove(tasks: Sequence[Task], pages: int, base: str, keep: Keep) -> None:
    """Prove tasks in some pages side by side; ``keep`` is given each proof as it is done."""
    waiting = list(reversed(tasks))
    async with AsyncExitStack() as closing:
        machine = closing.enter_context(Machine(pages))
        playwright = await closing.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(
            executable_path=tools.find('chromium').path,
            args=OPTIONS,
        )
        closing.push_async_callback(browser.close)
        async with asyncio.TaskGroup() as group:
            for _ in range(min(pages, len(tasks))):
                prover = Prover(await browser.new_page(), base, machine)
                group.create_task(_work(prover, waiting, keep))


async def _work(prover: Prover, waiting: list[Task], keep: Keep) -> None:
    """Take one task after another, as long as there are any."""
    await prover.open()
    while waiting:
        keep(await prover.prove(waiting.pop()))


@final
class Matrix:
    """What is known of each task. A proof is kept, so that it need not be made again."""

    def __init__(self, tasks: Sequence[Task], runtime: str) -> None:
        # What a proof depends on may be changed while it runs.
        self._places = {task.id: PROVED / f'{_key(task, runtime)}.json' for task in tasks}
        self._known: dict[str, dict[str, Any]] = {}

    @property
    def running(self) -> int:
        """How many tasks run in the page."""
        return sum(found['runs'] for found in self._known.values())

    def remember(self) -> None:
        """Take over what was proved before."""
        for task_id, place in self._places.items():
            if place.is_file():
                self._known[task_id] = json.loads(place.read_text('utf-8'))

    def knows(self, task: Task) -> bool:
        """Tell whether a task is proved."""
        return task.id in self._known

    def keep(self, proof: Proof) -> None:
        """Keep a proof, and say what came of it."""
        found = proof.fields()
        self._known[proof.task.id] = found
        PROVED.mkdir(parents=True, exist_ok=True)
        self._places[proof.task.id].write_text(json.dumps(found), 'utf-8')
        said = f'lacks {proof.lacks}' if proof.lacks else f'{len(proof.answers)} answers agree'
        bundles.say(f'{"·" if proof.lacks else "✓"} {proof.task.id}: {said}')

    def write(self) -> None:
        """Write the matrix of all tasks."""
        matrix = {'tasks': {task_id: self._known[task_id] for task_id in self._places}}
        MATRIX.parent.mkdir(exist_ok=True)
        MATRIX.write_text(json.dumps(matrix, ensure_ascii=False, indent=2), 'utf-8')


def main() -> int:
    """Write the matrix; return 0 when it could be made."""
    options = _options()
    chromium = tools.find('chromium')
    try:
        folder = bundles.make()
    except bundles.NotHereError as error:
        return _not_verified(str(error))
    if chromium.path is None:
        return _not_verified(f'{chromium.problem} (install: {tools.install_line("chromium")})')
    tasks = ready_tasks(options.named)
    matrix = Matrix(tasks, _runtime(folder))
    if not options.again:
        matrix.remember()
    unknown = [task for task in tasks if not matrix.knows(task)]
    if unknown:
        _prove_all(unknown, options.pages, folder, matrix.keep)
    if not options.named:
        matrix.write()
    bundles.say(f'{matrix.running} of {len(tasks)} tasks run in the page')
    return 0


def _prove_all(tasks: Sequence[Task], pages: int, folder: Path, keep: Keep) -> None:
    with tempfile.TemporaryDirectory(prefix='galka-site-') as place:
        shutil.copytree(folder, place, dirs_exist_ok=True)
        Path(place, 'index.html').write_text(serving.EMPTY_PAGE, 'utf-8')
        with serving.serving(Path(place)) as base:
            asyncio.run(prove(tasks, pages, base, keep))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description='Prove which exercises run in the page.')
    parser.add_argument('named', nargs='*', metavar='ID', help='tasks, or the beginnings of ids')
    parser.add_argument('--pages', type=int, default=2, help='how many pages work side by side')
    parser.add_argument('--again', action='store_true', help='prove again what was proved before')
    return parser.parse_args()


def _not_verified(why: str) -> int:
    """Leave no matrix of another day behind: without one, no task gets the label."""
    MATRIX.unlink(missing_ok=True)
    bundles.say(f'not verified: {why}')
    return 0


if __name__ == '__main__':
    sys.exit(main())
