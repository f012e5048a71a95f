"""What Daphne serves here."""

from typing import Final

from django.core.asgi import get_asgi_application

application: Final = get_asgi_application()
