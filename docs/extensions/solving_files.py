"""What the exercises of a built site need beside its pages, written once all pages are there.

The tasks of a lesson as JSON beside its page, the map of the course, the version's folder, a policy
for each page that runs a learner's code, and the service worker with its list.
"""

import base64
import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from page_bundle import DIGITS, editor
from solving_parts import ADDRESS, runs_here
from sphinx.application import Sphinx
from the_course import COURSE, ROOT

from galka.checking.examined import examine
from galka.course import task_files
from galka.model.course import Task

WORKER: Final = 'sw.js'
#: Nothing else may be asked for by a page that runs a learner's code, nor by its frame and workers,
#: which take this policy over. Furo writes styles into its pages, Pyodide compiles WebAssembly.
POLICY: Final = (
    "default-src 'none'",
    "connect-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "style-src 'self' 'unsafe-inline'",
    "worker-src 'self' blob:",
    "form-action 'self'",
    "base-uri 'none'",
)
#: Files that no reader asks for.
NOT_KEPT: Final = frozenset(
    (WORKER, 'objects.inv', '.buildinfo', 'sitemap.xml', '_sources', '.map')
)
_INLINE: Final = re.compile(r'<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>', re.DOTALL)
_CHARSET: Final = re.compile(r'<meta charset="utf-8"\s*/?>')
_FETCHED: Final = re.compile(r'(?:href|src)="([^"?#:]+\?v=[^"]+)"')


def finish(app: Sphinx, problem: Exception | None) -> None:
    """Write everything, where this build has exercises that run in a page."""
    site = Path(app.outdir)
    has_lessons = app.builder.name == 'html' and (site / 'lessons').is_dir()
    if problem or not has_lessons or not app.config.galka_has_editor:
        return
    page, runtime = editor()
    shutil.copytree(page, site / ADDRESS / page.name)
    shutil.copytree(runtime, site / '_static' / 'py' / runtime.name)
    course = {lesson.id: [task.id for task in lesson.tasks] for lesson in COURSE.lessons}
    _write(site / 'course.json', json.dumps(course))
    running = (task for task in COURSE.tasks if runs_here(app.config, task))
    for lesson_id, tasks in groupby(running, key=lambda task: task.lesson_id):
        _finish_page(site / 'lessons' / f'{lesson_id}.html', tasks, policy_of(runtime))
    listed = f'self.SITE = {json.dumps(_kept(site))};\n'
    _write(site / WORKER, listed + _read(ROOT / 'docs' / 'solving' / WORKER))


def _finish_page(page: Path, tasks: Iterable[Task], policy: Sequence[str]) -> None:
    if page.is_file():
        jobs = {task.id: job_of(task) for task in tasks}
        _write(page.with_suffix('.tasks.json'), json.dumps(jobs, ensure_ascii=False))
        _write(page, with_policy(_read(page), policy))


def job_of(task: Task) -> Mapping[str, Any]:
    """Return what a run needs of a task; runner.js calls it a job."""
    test = _read(task.test)
    stub = {path.as_posix(): _read(task.stub / path) for path in task_files.files_below(task.stub)}
    return {
        'id': task.id,
        'version': task_files.digest(task),
        'files': stub,
        'test': {'name': task.test.name, 'text': test},
        'limit': examine(test).limit,
    }


def policy_of(runtime: Path) -> Sequence[str]:
    """Return the policy of pages, which allows the script of the frame that answers run in.

    The frame has a stricter policy of its own, and takes this one over beside it.
    """
    frame = json.loads(_read(runtime / 'manifest.json'))['pieces']['frame']
    own = _hash(_read(runtime / frame['file']))
    return (*POLICY, f"script-src 'self' blob: 'wasm-unsafe-eval' {own}")


def with_policy(page: str, policy: Sequence[str]) -> str:
    """Return a page with its policy, which allows the scripts that stand in the page now."""
    hashes = sorted({_hash(script) for script in _INLINE.findall(page)})
    text = '; '.join(
        ' '.join((rule, *hashes)) if rule.startswith('script-src') else rule for rule in policy
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{text}">'
    return _CHARSET.sub(lambda charset: f'{charset[0]}\n{meta}', page, count=1)


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _read(path: Path) -> str:
    return path.read_text('utf-8')


def _write(path: Path, text: str) -> None:
    path.write_text(text, 'utf-8')


def _kept(site: Path) -> Mapping[str, Any]:
    """Return the addresses that work offline, each with the digest of its content."""
    files = {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:DIGITS]
        for path in sorted(site.rglob('*'))
        if path.is_file() and NOT_KEPT.isdisjoint((path.name, path.suffix, *path.parts))
    }
    addresses = dict(_with_queries(site, files))
    version = hashlib.sha256(json.dumps(addresses).encode()).hexdigest()[:DIGITS]
    return {'version': version, 'files': addresses}


def _with_queries(site: Path, files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each address as the pages ask for it: some have a digest behind a question mark."""
    asked: dict[str, set[str]] = {}
    for page in filter(lambda name: name.endswith('.html'), files):
        folder = (site / page).parent
        for address in _FETCHED.findall(_read(site / page)):
            path, _, query = address.partition('?')
            name = (folder / path).resolve().relative_to(site.resolve()).as_posix()
            asked.setdefault(name, set()).add(f'{name}?{query}')
    for name, digest in files.items():
        for address in sorted(asked.get(name, {name})):
            yield address, digest


def setup(app: Sphinx) -> dict[str, bool]:
    """Write the files after the last page."""
    app.connect('build-finished', finish)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
