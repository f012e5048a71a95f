"""The feed, one's own photos, and the page of a photo."""

from http import HTTPStatus
from typing import Final

from flask import Blueprint, Response, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from examples.gallery.frontend.api_client import ApiProblemError
from examples.gallery.frontend.forms import PhotoForm, show_problem
from examples.gallery.frontend.shown import Photo
from examples.gallery.frontend.views.answering import form_page
from examples.gallery.frontend.visitor import api, for_people_signed_in

photos: Final = Blueprint('photos', __name__)


@photos.get('/')
def feed() -> ResponseReturnValue:
    """Show what everybody may see, the newest first."""
    return render_template('feed.html', page=api().feed(request.args.get('cursor')))


@photos.get('/mine')
@for_people_signed_in
def mine() -> ResponseReturnValue:
    """Show the visitor's own photos."""
    return render_template('mine.html', page=api().my_photos(request.args.get('cursor')))


@photos.get('/photos/<photo_id>')
def photo(photo_id: str) -> ResponseReturnValue:
    """Show one photo, and to its owner what can be changed about it."""
    found = api().photo(photo_id)
    return _photo_page(found, PhotoForm(obj=found))


@photos.post('/photos/<photo_id>')
@for_people_signed_in
def change(photo_id: str) -> ResponseReturnValue:
    """Change a photo, if it still is what the visitor saw."""
    form = PhotoForm()
    if form.validate():
        changes = {
            'caption': form.caption.data,
            'album': form.album.data or None,
            'public': form.public.data,
        }
        try:
            api().change_photo(photo_id, form.etag.data, changes)
        except ApiProblemError as problem:
            if problem.status == HTTPStatus.PRECONDITION_FAILED:
                return _conflict(api().photo(photo_id), form)
            show_problem(form, problem)
        else:
            flash('Saved.')
            return redirect(url_for('photos.photo', photo_id=photo_id))
    return _photo_page(api().photo(photo_id), form)


@photos.post('/photos/<photo_id>/delete')
@for_people_signed_in
def delete(photo_id: str) -> ResponseReturnValue:
    """Delete a photo."""
    api().delete_photo(photo_id)
    flash('The photo is deleted.')
    return redirect(url_for('photos.mine'))


@photos.get('/photos/<photo_id>/card')
def card(photo_id: str) -> ResponseReturnValue:
    """Give the photo's card alone, for the script that waits for a thumbnail."""
    return render_template('_card.html', photo=api().photo(photo_id))


def _conflict(found: Photo, form: PhotoForm) -> ResponseReturnValue:
    """Show what the other change was; a second "save" is then made knowing it."""
    form.form_errors.append(
        f'Meanwhile this photo was changed; its caption is now "{found.caption}". '
        'Your words are still here: save again to put them in its place.'
    )
    form.etag.data = found.etag
    page = _photo_page(found, form)
    page.status_code = HTTPStatus.CONFLICT
    return page


def _photo_page(found: Photo, form: PhotoForm) -> Response:
    is_mine = found.owner == session.get('username')
    if is_mine:
        form.offer(api().albums())
    return form_page('photo.html', form, photo=found, is_mine=is_mine)
