"""Albums: a person's photos in order."""

from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from examples.gallery.frontend.api_client import ApiProblemError
from examples.gallery.frontend.forms import AlbumForm, show_problem
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
    page = api().my_photos(request.args.get('cursor'), album=found.id)
    return render_template('album.html', album=found, page=page)


@albums.post('/<album_id>/delete')
@for_people_signed_in
def delete(album_id: str) -> ResponseReturnValue:
    """Delete an album; its photos stay."""
    api().delete_album(album_id)
    flash('The album is deleted. Its photos are still here.')
    return redirect(url_for('albums.listing'))
