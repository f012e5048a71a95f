"""Tracks: the lessons of one (``.. track:: python``), and the map of all (``.. course-map::``)."""

from typing import Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from the_course import COURSE, ROOT, TRACKS, counted, facts_of, page_link, reference, tick

from galka.course import manifest
from galka.model.course import Lesson, Status, Track

PAGES: Final = ROOT / 'docs' / 'tracks'


class TrackLessons(SphinxDirective):
    """The lessons of a track for the reader, and a hidden table of contents for Sphinx."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the list and the table of contents."""
        if self.arguments[0] not in TRACKS:
            raise self.error(f'the course has no track {self.arguments[0]}')
        track = TRACKS[self.arguments[0]]
        self.env.note_dependency(str(ROOT / manifest.MANIFEST))
        listing = nodes.bullet_list(classes=['galka-lessons'])
        listing += [self._line(lesson) for lesson in track.lessons]
        return [listing, self._contents(track)]

    def _line(self, lesson: Lesson) -> nodes.Node:
        title = nodes.paragraph('', '', tick(lesson), reference(lesson, self.env.docname))
        planned = lesson.status is Status.PLANNED
        facts = f'planned · {facts_of(lesson)}' if planned else facts_of(lesson)
        classes = ['galka-planned'] if planned else []
        return nodes.list_item(
            '', title, nodes.paragraph('', facts, classes=['galka-facts']), classes=classes
        )

    def _contents(self, track: Track) -> nodes.Node:
        written = [f'lessons/{lesson.id}' for lesson in track.lessons if _is_ready(lesson)]
        # A track that is written has a last page: what was earned, and what it is for.
        written.append(f'docs/tracks/from_{track.id}')
        pages = [
            page
            for lesson in written
            for page in (lesson, lesson.replace('lessons/', 'notebooks/', 1))
            if page in self.env.found_docs
        ]
        return nodes.compound('', _toctree(self.env.docname, pages), classes=['toctree-wrapper'])


class CourseMap(SphinxDirective):
    """All tracks, each with the first paragraph of its page and with what is ready of it."""

    def run(self) -> list[nodes.Node]:
        """Return a list of the tracks."""
        self.env.note_dependency(str(ROOT / manifest.MANIFEST))
        listing = nodes.bullet_list(classes=['galka-tracks'])
        for track in COURSE.tracks:
            title = nodes.strong('', '', self._link(track))
            about = nodes.list_item('', nodes.paragraph('', '', title))
            about += self._introduction(track)
            about += nodes.paragraph('', _ready_of(track), classes=['galka-facts'])
            listing += about
        return [listing]

    def _link(self, track: Track) -> nodes.Node:
        title = nodes.inline('', track.title)
        return page_link(title, f'/docs/tracks/{track.id}', self.env.docname)

    def _introduction(self, track: Track) -> list[nodes.Node]:
        source = PAGES / f'{track.id}.rst'
        self.env.note_dependency(str(source))
        paragraph = source.read_text('utf-8').split('\n\n')[1]
        parsed: list[nodes.Node] = self.parse_text_to_nodes(paragraph)
        return parsed


def _ready_of(track: Track) -> str:
    ready = list(filter(_is_ready, track.lessons))
    tasks = sum(len(lesson.tasks) for lesson in ready)
    lessons = f'{len(ready)} of {counted(len(track.lessons), "lesson")} ready'
    return f'{lessons}, {counted(tasks, "task")}' if tasks else lessons


def _is_ready(lesson: Lesson) -> bool:
    return lesson.status is Status.READY


def _toctree(docname: str, pages: list[str]) -> nodes.Node:
    settings: dict[str, Any] = {
        'parent': docname,
        'entries': [(None, page) for page in pages],
        'includefiles': pages,
        'rawentries': [],
        'caption': None,
        'maxdepth': 1,
        'numbered': 0,
        'glob': False,
        'hidden': True,
        'includehidden': False,
        'titlesonly': True,
    }
    return addnodes.toctree(**settings)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directives."""
    app.add_directive('track', TrackLessons)
    app.add_directive('course-map', CourseMap)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
