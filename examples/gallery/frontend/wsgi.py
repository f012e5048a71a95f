"""What Gunicorn serves: ``gunicorn --config python:examples.gallery.frontend.gunicorn_config``."""

from typing import Final

from examples.gallery import settings
from examples.gallery.frontend.application import create_app
from examples.gallery.frontend.metrics import MetricsPort

_settings: Final = settings.load(needs=('frontend_secret_key',))
application: Final = MetricsPort(create_app(_settings), _settings.frontend_metrics_port)
