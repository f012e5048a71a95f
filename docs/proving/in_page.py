"""Answers in a page of Chromium, beside the same answers on this machine."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, final

from playwright.async_api import Page

from galka.checking.examined import examine
from galka.course import task_files
from galka.model.course import Task
from proving.machine import Machine
from proving.seen import Outcomes, Seen, by_test, difference, not_verified

LOAD: Final = """async base => {
    const { Runner } = await import(base + 'runner.js');
    // Side by side on a busy machine, a test takes longer than a reader would wait for it.
    window.runner = new Runner(base, {testSeconds: 30, graceSeconds: 30});
    await runner.load();
}"""
RUN: Final = 'job => runner.run(job)'
#: Milliseconds after which a page that says nothing is given up.
PATIENCE: Final = 180_000
#: Tests choose their values at random, so a wrong answer may fail in another one of them this time.
TRIES: Final = 3
SOLUTION: Final = 'solution'


@final
@dataclass(slots=True)
class Proof:
    """What was found out about a task."""

    task: Task
    lacks: str = ''
    answers: dict[str, dict[str, Outcomes]] = field(default_factory=dict)

    def fields(self) -> dict[str, Any]:
        """Return it as it stands in the matrix."""
        return {'runs': not self.lacks, 'lacks': self.lacks, 'answers': self.answers}


@final
class Prover:
    """Proves one task after another in one page of a browser."""

    def __init__(self, page: Page, base: str, machine: Machine) -> None:
        self._page = page
        self._base = base
        self._machine = machine

    async def open(self) -> None:
        """Load what runs in the page."""
        self._page.set_default_timeout(PATIENCE)
        await self._page.goto(self._base)
        await self._page.evaluate(LOAD, self._base)

    async def prove(self, task: Task) -> Proof:
        """Compare all answers; end with the first thing that is missing."""
        proof = Proof(task)
        for name, folder in answers_of(task).items():
            try:
                files = _texts(task, folder)
            except UnicodeDecodeError:
                proof.lacks = 'an editor for files that are not text'
                break
            proof.lacks = await self._compare(proof, name, files)
            if proof.lacks:
                break
        return proof

    async def _compare(self, proof: Proof, name: str, files: Mapping[str, str]) -> str:
        """Run one answer in both places; return what is missing in the page."""
        lacks = ''
        for _ in range(TRIES):
            in_page = await self._in_page(proof.task, files)
            proof.answers[name] = {'local': {}, 'page': in_page.outcomes}
            lacks = not_verified(in_page)
            if lacks:
                break
            on_machine = await self._machine.run(proof.task, files)
            proof.answers[name]['local'] = on_machine.outcomes
            lacks = difference(in_page, on_machine)
            if not lacks or name == SOLUTION:
                break
        return lacks

    async def _in_page(self, task: Task, files: Mapping[str, str]) -> Seen:
        test = task.test.read_text('utf-8')
        job = {
            'id': task.id,
            'version': task_files.digest(task),
            'files': files,
            'stub': _texts(task, task.stub),
            'test': {'name': task.test.name, 'text': test},
            'limit': examine(test).limit,
        }
        async with asyncio.timeout(PATIENCE / 1000):
            result = await self._page.evaluate(RUN, job)
        tests = result['tests']
        return Seen(
            result['verdict'],
            result['reason'],
            *by_test((each['name'], each['outcome'], each['message']) for each in tests),
        )


def answers_of(task: Task) -> dict[str, Path]:
    """Return the folders of a task's answers by their names, the solution first."""
    wrong = {f'wrong/{each.name}': each.folder for each in task_files.wrong_answers(task)}
    return {SOLUTION: task.solution, 'stub': task.stub} | wrong


def _texts(task: Task, folder: Path) -> dict[str, str]:
    files = task_files.answer_files(task, folder)
    return {path.as_posix(): source.read_text('utf-8') for path, source in files.items()}
