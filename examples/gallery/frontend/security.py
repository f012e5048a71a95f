"""Headers that tell the browser what a page may do."""

from typing import Final

from flask import Flask, Response

#: Everything comes from here and nothing is written into a page, so there is no 'unsafe-inline'.
#: The WebSocket is of the same origin, and so 'self' covers it.
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = (
    ('Content-Security-Policy', _POLICY),
    ('X-Content-Type-Options', 'nosniff'),
    ('Referrer-Policy', 'same-origin'),
    ('Cross-Origin-Opener-Policy', 'same-origin'),
    ('Permissions-Policy', 'camera=(), geolocation=(), microphone=()'),
)


def add_security_headers(app: Flask) -> None:
    """Add the headers to every answer, errors too."""
    app.after_request(_add)


def _add(response: Response) -> Response:
    for name, text in _HEADERS:
        response.headers.setdefault(name, text)
    # Pages differ from person to person: no cache between us may keep them.
    response.headers.setdefault('Cache-Control', 'private, no-cache')
    return response
