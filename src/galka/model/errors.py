"""The errors that a learner can meet, each with what to do about it."""

from typing import final


class GalkaError(Exception):
    """Something that the learner can mend; ``advice`` says how. Exit code 2."""

    def __init__(self, message: str, advice: str = '') -> None:
        super().__init__(message)
        self.advice = advice


@final
class CourseError(GalkaError):
    """The course is missing, or its manifest and its folders do not fit together."""


@final
class UnknownIdError(GalkaError):
    """An id names nothing in the course, or more than one thing."""


@final
class WorkspaceError(GalkaError):
    """The learner's folder is missing, unreadable, read-only or full."""


@final
class ProgressError(GalkaError):
    """A file of progress can't be read or written."""
