"""All addresses of WebSockets."""

from typing import Final

from channels.routing import URLRouter
from channels.security.websocket import WebsocketDenier
from django.urls import path, re_path

from examples.gallery.backend.photos.consumers import ProgressConsumer

# A browser sends no cookie here, but a ticket: so a page of another site gains nothing by trying,
# and the sender's Origin need not be checked.
router: Final = URLRouter(
    [
        path('ws/progress', ProgressConsumer.as_asgi()),
        re_path('', WebsocketDenier.as_asgi()),
    ],
)
