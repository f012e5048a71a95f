"""The worker of django-tasks, which also shows figures and takes up what a lost worker left."""

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
_log: Final = structlog.get_logger()


class Command(WorkerCommand):
    """Works on tasks until it is told to stop; then it finishes the one that it has begun."""

    def handle(self, **options: Any) -> None:
        """Begin with what a worker left behind that was killed."""
        show_metrics('worker_metrics_port')
        lost = DBTaskResult.objects.filter(
            status=TaskResultStatus.RUNNING,
            started_at__lt=timezone.now() - _LOST_AFTER,
        )
        _log.info('worker starts', taken_up=lost.update(status=TaskResultStatus.READY))
        super().handle(**options)


@receiver(task_finished)
def count(sender: Any, task_result: Any, **more: Any) -> None:
    """Count a task that was finished."""
    TASKS.labels(task_result.task.name, str(task_result.status)).inc()
