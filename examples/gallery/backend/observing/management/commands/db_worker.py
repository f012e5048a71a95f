"""The worker of django-tasks, which also shows figures, and loses no task when a worker ends."""

from argparse import ArgumentParser
from contextlib import ExitStack
from datetime import timedelta
from typing import Any, Final

import structlog
from django.dispatch import receiver
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished
from django_tasks_db.management.commands.db_worker import Command as WorkerCommand
from django_tasks_db.models import DBTaskResult

from examples.gallery.backend.observing.metrics import TASKS, show_metrics

_LOST_AFTER: Final = timedelta(minutes=10)  # the longest task takes seconds
_INTERVAL: Final = 0.2  # seconds between two looks; one takes a millisecond
_log: Final = structlog.get_logger()


class Command(WorkerCommand):
    """Works on tasks until it is told to stop; then it finishes the one that it has begun."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Look for work more often than django-tasks does: somebody waits for a thumbnail."""
        super().add_arguments(parser)
        parser.set_defaults(interval=_INTERVAL)

    def handle(self, **options: Any) -> None:
        """Begin with what a worker left behind that was killed."""
        show_metrics('worker_metrics_port')
        _give_back(started_at__lt=timezone.now() - _LOST_AFTER)
        with ExitStack() as at_the_end:
            # A signal may come when a task is taken, and not yet begun.
            at_the_end.callback(_give_back, worker_ids__contains=options['worker_id'])
            super().handle(**options)


def _give_back(**which: Any) -> None:
    """Let other workers have tasks on which nobody works any more."""
    taken = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, **which)
    _log.info('tasks given back', tasks=taken.update(status=TaskResultStatus.READY))


@receiver(task_finished)
def count(sender: Any, task_result: Any, **more: Any) -> None:
    """Count a task that was finished."""
    TASKS.labels(task_result.task.name, str(task_result.status)).inc()
