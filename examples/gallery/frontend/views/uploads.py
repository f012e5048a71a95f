"""Sending photos: several in one form, or one a request where the script runs."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Final

from flask import Blueprint, abort, flash, jsonify, redirect, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from examples.gallery.frontend.api_client import ApiProblemError
from examples.gallery.frontend.errors import wants_json
from examples.gallery.frontend.forms import UploadForm
from examples.gallery.frontend.shown import Photo
from examples.gallery.frontend.views.answering import form_page
from examples.gallery.frontend.visitor import api, for_people_signed_in

uploads: Final = Blueprint('uploads', __name__, url_prefix='/upload')


@uploads.get('/')
@for_people_signed_in
def choose() -> ResponseReturnValue:
    """Show the form."""
    form = UploadForm()
    form.offer(api().albums())
    return form_page('upload.html', form)


@uploads.post('/')
@for_people_signed_in
def send() -> ResponseReturnValue:
    """Send on what was chosen."""
    form = UploadForm()
    if wants_json():
        return _answer_script(form)
    if not form.validate():
        return form_page('upload.html', form)
    for refusal in _refusals(form.files.data, form):
        flash(refusal)
    return redirect(url_for('photos.mine'), HTTPStatus.SEE_OTHER)


@uploads.post('/ticket')
@for_people_signed_in
def ticket() -> ResponseReturnValue:
    """Give the script the address of a WebSocket, which knows this person by the ticket."""
    bought = api().ticket()
    return jsonify(path=f'/ws/progress?ticket={bought}')


def _answer_script(form: UploadForm) -> ResponseReturnValue:
    if not form.validate():
        abort(HTTPStatus.BAD_REQUEST, 'Expected a photo.')
    photo = _send(form.files.data[0], form)
    return jsonify(id=photo.id, card=url_for('photos.card', photo_id=photo.id)), HTTPStatus.CREATED


def _refusals(files: list[FileStorage], form: UploadForm) -> Iterator[str]:
    """Send each file, and yield what was refused: one bad file does not stop the others."""
    for file in files:
        try:
            _send(file, form)
        except ApiProblemError as problem:
            reason = problem.detail or problem.title
            yield f'{file.filename}: {reason}'


def _send(file: FileStorage, form: UploadForm) -> Photo:
    fields = {'public': 'true' if form.public.data else 'false'}
    if form.album.data:
        fields['album'] = form.album.data
    return api().upload(file.filename or 'photo', file.stream, fields)
