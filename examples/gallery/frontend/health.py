"""What the one who started this process asks: whether it lives, and whether it can serve."""

from http import HTTPStatus
from typing import Final

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from examples.gallery.frontend.api_client import ApiProblemError, ApiUnavailableError
from examples.gallery.frontend.visitor import api

health: Final = Blueprint('health', __name__, url_prefix='/health')


@health.get('/live')
def live() -> ResponseReturnValue:
    """Answer at once; where no answer comes, a new start helps."""
    return jsonify(status='live')


@health.get('/ready')
def ready() -> ResponseReturnValue:
    """Answer whether pages can be made; where they can't, a new start of this part helps nobody."""
    try:
        api().check()
    except (ApiProblemError, ApiUnavailableError):
        return jsonify(status='the back end is not ready'), HTTPStatus.SERVICE_UNAVAILABLE
    return jsonify(status='ready')
