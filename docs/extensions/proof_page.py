"""The proof matrix of the last ``galka verify --json``: ``.. proof-matrix::``."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from folding import Details
from solving_parts import matrix
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from the_course import COURSE, LESSONS, TASKS, counted, exercise_anchor, title_of

from galka.model.course import Task

#: What each answer has to come to, so that its promise is kept.
WRONG: Final = 'wrong'
MUTANTS: Final = 'mutants'
KEPT: Final = {'solution': 'passed', 'stub': 'failed', WRONG: 'failed'}
HEADINGS: Final = (
    'Task',
    'Solution passes',
    'Stub fails',
    'Wrong answers fail',
    'Mutants fail',
    'Hints',
    'Runs in the page',
)
NOT_VERIFIED: Final = 'not verified'

Proof = Mapping[str, Any]


class ProofMatrix(SphinxDirective):
    """What was proved of each task; that nothing was, where there is no proof."""

    def run(self) -> list[nodes.Node]:
        """Return a summary, and a table for each lesson."""
        source = Path(self.config.galka_proof)
        self.env.note_dependency(str(source))
        self.env.note_dependency(self.config.galka_browser)
        if not source.is_file():
            return [nodes.paragraph('', 'The proof was not run in this build.')]
        proofs = {proof['id']: proof for proof in json.loads(source.read_text('utf-8'))['tasks']}
        summary = nodes.paragraph('', '', nodes.strong('', _summary(proofs.values())))
        return [summary, *self._lessons(proofs)]

    def _lessons(self, proofs: Mapping[str, Proof]) -> Iterator[nodes.Node]:
        for lesson_id, group in groupby(COURSE.tasks, key=lambda task: task.lesson_id):
            tasks = tuple(group)
            title = nodes.title('', LESSONS[lesson_id].title)
            section = nodes.section('', title, ids=[nodes.make_id(lesson_id)], names=[lesson_id])
            section += _table(self._row(task, proofs.get(task.id)) for task in tasks)
            known = [proofs[task.id] for task in tasks if task.id in proofs]
            section += [_problem(text) for proof in known for text in _told(proof)]
            if known:
                section += _names(known)
            yield section

    def _row(self, task: Task, proof: Proof | None) -> list[nodes.Node]:
        page = f'lessons/{task.lesson_id}'
        where = self.env.app.builder.get_relative_uri(self.env.docname, page)
        name = nodes.reference('', title_of(task), refuri=f'{where}#{exercise_anchor(task)}')
        if proof is None:
            return [name, *(nodes.Text('—') for _ in HEADINGS[1:])]
        answers = (_answer(kind, proof[kind]) for kind in ('solution', 'stub'))
        return [
            name,
            *answers,
            _failing(proof[WRONG]),
            _failing(proof.get(MUTANTS, {}), excused=len(proof.get('survivors', {}))),
            nodes.Text(str(proof['hints'])),
            _in_page(matrix(self.config).get(task.id)),
        ]


def _in_page(found: Mapping[str, Any] | None) -> nodes.Node:
    """Return a sign for a task that runs in the page, else the one thing that it lacks there."""
    if found is None:
        return nodes.Text('—')
    return nodes.Text('✓' if found['runs'] else f'lacks {found["lacks"].partition(" in ")[0]}')


def _summary(proofs: Iterable[Proof]) -> str:
    """Count what was proved, and what was not."""
    known = [proof for proof in proofs if proof['id'] in TASKS]
    answers = sum(len(proof[WRONG]) + 2 for proof in known)
    mutants = [verdict for proof in known for verdict in proof.get(MUTANTS, {}).values()]
    broken = sum(bool(proof['problems']) for proof in known)
    left_out = sum(bool(proof['reason']) for proof in known)
    parts = [
        f'{counted(len(known), "task")} and {counted(answers, "answer")} were run',
        f'{mutants.count(KEPT[WRONG])} of {counted(len(mutants), "mutant")} failed',
        f'{counted(broken, "task")} with a broken promise',
        f'{left_out} not verified for want of a tool',
    ]
    if len(known) < len(TASKS):
        parts.append(f'{len(TASKS) - len(known)} not run')
    return f'{"; ".join(parts)}.'


def _answer(kind: str, verdict: str) -> nodes.Node:
    """Return a sign for a promise that is kept, and the verdict where it is not."""
    if verdict == KEPT[kind]:
        return nodes.Text('✓')
    return nodes.Text(f'~ {verdict}' if verdict == NOT_VERIFIED else f'✗ {verdict}')


def _failing(verdicts: Mapping[str, str], excused: int = 0) -> nodes.Node:
    """Return how many answers failed, as all should; a dash where there is none."""
    if not verdicts:
        return nodes.Text('—')
    failed = sum(verdict == KEPT[WRONG] for verdict in verdicts.values())
    if failed == len(verdicts):
        return nodes.Text(f'✓ {failed}')
    if failed + excused == len(verdicts):
        return nodes.Text(f'✓ {failed} of {len(verdicts)}')
    sign = '~' if NOT_VERIFIED in verdicts.values() else '✗'
    return nodes.Text(f'{sign} {failed} of {len(verdicts)}')


def _told(proof: Proof) -> Iterator[str]:
    """Yield what a row has no room for."""
    task = TASKS[proof['id']]
    survivors = (
        f'mutant {name} survives. {reason}' for name, reason in proof.get('survivors', {}).items()
    )
    for text in (*proof['problems'], proof['reason'], *survivors):
        if text:
            yield f'{title_of(task)}: {text}'


def _problem(text: str) -> nodes.Node:
    return nodes.paragraph('', text, classes=['galka-problem'])


def _names(proofs: Iterable[Proof]) -> nodes.Node:
    listing = nodes.bullet_list()
    for proof in proofs:
        line = nodes.paragraph('', f'{title_of(TASKS[proof["id"]])}: ')
        for number, (name, verdict) in enumerate(proof[WRONG].items()):
            line += nodes.Text(', ' if number else '')
            line += nodes.literal('', name)
            line += nodes.Text(' ')
            line += _answer(WRONG, verdict)
        listing += nodes.list_item('', line)
    return Details('', listing, summary='The wrong answers by name')


def _table(rows: Iterable[list[nodes.Node]]) -> nodes.Node:
    group = nodes.tgroup(cols=len(HEADINGS))
    group += [nodes.colspec(colwidth=1) for _ in HEADINGS]
    group += nodes.thead('', _table_row([nodes.Text(heading) for heading in HEADINGS]))
    group += nodes.tbody('', *map(_table_row, rows))
    return nodes.table('', group, classes=['galka-proof'])


def _table_row(cells: Iterable[nodes.Node]) -> nodes.Node:
    return nodes.row('', *(nodes.entry('', nodes.paragraph('', '', cell)) for cell in cells))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive and where the proof is."""
    app.add_config_value('galka_proof', '', 'env', types=frozenset((str,)))
    app.add_directive('proof-matrix', ProofMatrix)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
