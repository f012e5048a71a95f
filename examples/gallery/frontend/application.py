"""The application factory: every process and every test makes an application of its own."""

from datetime import timedelta
from typing import Final

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from examples.gallery.frontend import (
    arrivals,
    assets,
    errors,
    logs,
    metrics,
    security,
)
from examples.gallery.frontend.api_client import Connection
from examples.gallery.frontend.health import health
from examples.gallery.frontend.views.albums import albums
from examples.gallery.frontend.views.people import people
from examples.gallery.frontend.views.photos import photos
from examples.gallery.frontend.views.uploads import uploads
from examples.gallery.settings import Settings

#: The other fields of a form around its files.
_ROOM: Final = 100_000


def create_app(settings: Settings) -> Flask:
    """Make the front end."""
    app = Flask(__name__)
    app.config.from_mapping(
        SECRET_KEY=settings.frontend_secret_key,
        MAX_CONTENT_LENGTH=settings.upload_bytes + _ROOM,
        SESSION_COOKIE_NAME='gallery',
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        # Lax: a link from elsewhere finds the visitor signed in, a form from elsewhere does not.
        SESSION_COOKIE_SAMESITE='Lax',
        PERMANENT_SESSION_LIFETIME=timedelta(days=settings.session_days),
        # A form may stay open as long as its session.
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.extensions['api'] = Connection(settings.backend_url)
    # First what has to see every request, also the one that CSRFProtect refuses.
    arrivals.note_arrivals(app)
    logs.log_requests(app)
    metrics.count_requests(app)
    security.add_security_headers(app)
    CSRFProtect(app)
    errors.handle_errors(app)
    for blueprint in (photos, people, albums, uploads, health):
        app.register_blueprint(blueprint)
    app.add_template_global(assets.address, 'asset')
    # One proxy stands before Gunicorn: NGINX, which says who asks, by which scheme and name.
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=0)  # type: ignore[method-assign]
    return app
