"""What Daphne serves: HTTP by Django, the WebSocket by Channels."""

import os
from typing import Final

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application
from django.utils.module_loading import import_string

_PACKAGE: Final = 'examples.gallery.backend'

os.environ.setdefault('DJANGO_SETTINGS_MODULE', f'{_PACKAGE}.config.settings')
_http: Final = get_asgi_application()

# Both of these need what the line above has set up, and so can't be imported at the top.
import_string(f'{_PACKAGE}.observing.metrics.show_metrics')('backend_metrics_port')
application: Final = ProtocolTypeRouter(
    {'http': _http, 'websocket': import_string(f'{_PACKAGE}.config.sockets.router')},
)
