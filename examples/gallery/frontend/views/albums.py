"""Albums: a person's photos in order."""

from typing import Final

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from examples.gallery.frontend.api_client import ApiProblemError
from examples.gallery.frontend.forms import AlbumForm, RenameForm, show_problem
from examples.gallery.frontend.shown import Album
from examples.gallery.frontend.views.answering import form_page
from examples.gallery.frontend.visitor import api, for_people_signed_in

albums: Final = Blueprint('albums', __name__, url_prefix='/albums')


@albums.route('/', methods=['GET', 'POST'])
@for_people_signed_in
def listing() -> ResponseReturnValue:
    """Show the visitor's albums, and make one more."""
    form = AlbumForm()
    if form.validate_on_submit():
        try:
            api().make_album(form.title.data)
        except ApiProblemError as problem:
            show_problem(form, problem)
        else:
            return redirect(url_for('albums.listing'))
    return form_page('albums.html', form, albums=api().albums())


@albums.get('/<album_id>')
@for_people_signed_in
def album(album_id: str) -> ResponseReturnValue:
    """Show an album's photos."""
    found = api().album(album_id)
    return _album_page(found, RenameForm(obj=found))


@albums.post('/<album_id>')
@for_people_signed_in
def rename(album_id: str) -> ResponseReturnValue:
    """Give an album another title."""
    form = RenameForm()
    if form.validate():
        try:
            api().rename_album(album_id, form.title.data)
        except ApiProblemError as problem:
            show_problem(form, problem)
        else:
            flash('Saved.')
            return redirect(url_for('albums.album', album_id=album_id))
    return _album_page(api().album(album_id), form)


@albums.post('/<album_id>/delete')
@for_people_signed_in
def delete(album_id: str) -> ResponseReturnValue:
    """Delete an album; its photos stay."""
    api().delete_album(album_id)
    flash('The album is deleted. Its photos are still among yours.')
    return redirect(url_for('albums.listing'))


def _album_page(found: Album, form: RenameForm) -> Response:
    page = api().my_photos(request.args.get('cursor'), album=found.id)
    return form_page('album.html', form, album=found, page=page)
