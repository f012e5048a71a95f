"""How Gunicorn serves the front end. Every line is a choice; the comments say why."""

import os
import shutil
import tempfile
from pathlib import Path

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from examples.gallery import settings
from examples.gallery.logs import configure_logs, logging_settings

_settings = settings.load_or_exit(('frontend_secret_key',))

wsgi_app = 'examples.gallery.frontend.wsgi:application'
# The second address shows the metrics (metrics.py). Visitors never reach it. Both are this
# machine's own; a container's command says --bind 0.0.0.0, and its network decides who gets in.
bind = [f'127.0.0.1:{_settings.frontend_port}']
if _settings.frontend_metrics_port:
    bind.append(f'{_settings.metrics_host}:{_settings.frontend_metrics_port}')

# A page waits for the back end most of its time, and a thread that waits costs little. Two
# processes, so that one of them can die or be replaced while the other answers.
worker_class = 'gthread'
workers = 2
threads = 8
# NGINX closes a connection that was idle for 30 seconds; it must be the one that closes first.
keepalive = 75

# A worker that has said nothing for so long is taken for stuck and killed.
timeout = 60
# What was begun may end: a little less than what `docker stop` waits.
graceful_timeout = 8
# Workers tell that they live through a file; on a disk that could block them.
_memory = Path('/dev/shm')
worker_tmp_dir = str(_memory) if _memory.is_dir() else None
# NGINX alone reaches the port, so its words about the visitor are believed (see ProxyFix).
forwarded_allow_ips = '*'

# The application writes its own line for each request, with the id. What Gunicorn itself has to say
# goes the same way.
accesslog = None
configure_logs()
logconfig_dict = logging_settings(_settings.log_level, {'gunicorn.error': {'propagate': True}})
# A socket to steer Gunicorn by, in the home folder of whoever runs it. Signals do all that we need.
control_socket_disable = True

# Each worker counts into files here, and whoever asks for metrics gets the sum. The library looks
# for the folder when it is imported, so nothing may import it before this line.
_counters = tempfile.mkdtemp(prefix='gallery-metrics-')
os.environ['PROMETHEUS_MULTIPROC_DIR'] = _counters


def child_exit(server: Arbiter, worker: Worker) -> None:
    """Forget what a worker that has ended said about its present state."""
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)


def on_exit(server: Arbiter) -> None:
    """Leave nothing behind."""
    shutil.rmtree(_counters, ignore_errors=True)
