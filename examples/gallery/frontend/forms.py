"""Forms: their fields, and what can be checked before the back end is asked."""

from collections.abc import Iterable
from typing import Final

from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, HiddenField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError

from examples.gallery.frontend.api_client import ApiProblemError
from examples.gallery.frontend.shown import Album

_PICTURES: Final = 'image/jpeg,image/png,image/webp,image/gif'

_LONGEST_CAPTION: Final = 500
_TITLE: Final = (DataRequired(), Length(max=100))
_NO_ALBUM: Final = SelectChoice('', 'none')


def _some_file(form: FlaskForm, field: MultipleFileField) -> None:
    # A browser that was given no file sends one without a name.
    field.data = [file for file in field.data or () if file.filename]
    if not field.data:
        raise ValidationError('Choose at least one photo.')


class SignUpForm(FlaskForm):
    """Make an account."""

    username = StringField(
        'Name',
        [DataRequired()],
        description='3 to 30 small letters, digits and underscores.',
        render_kw={'autocomplete': 'username'},
    )
    password = PasswordField(
        'Password',
        [DataRequired(), Length(min=8)],
        description='At least 8 characters, and nothing that others guess.',
        render_kw={'autocomplete': 'new-password'},
    )


class SignInForm(FlaskForm):
    """Come back to an account."""

    username = StringField('Name', [DataRequired()], render_kw={'autocomplete': 'username'})
    password = PasswordField(
        'Password', [DataRequired()], render_kw={'autocomplete': 'current-password'}
    )


class _AlbumsForm(FlaskForm):
    """A form in which one of the visitor's albums is chosen, or none."""

    # The back end knows the albums; it refuses one that is not, or no longer, the visitor's.
    album = SelectField('Album', choices=[_NO_ALBUM], validate_choice=False)

    def offer(self, albums: Iterable[Album]) -> None:
        """Let the person choose one of these albums."""
        offered = (SelectChoice(album.id, album.title) for album in albums)
        self.album.choices = [_NO_ALBUM, *offered]


class PhotoForm(_AlbumsForm):
    """Change what is said about a photo."""

    caption = StringField('Caption', [Length(max=_LONGEST_CAPTION)])
    public = BooleanField('Everybody may see it')
    #: The version that the person saw: a change of another one would be lost.
    etag = HiddenField()


class UploadForm(_AlbumsForm):
    """Send photos."""

    files = MultipleFileField(
        'Photos', [_some_file], render_kw={'accept': _PICTURES, 'required': True}
    )
    #: Not ticked at first: what was shown to everybody once can't be taken back.
    public = BooleanField('Everybody may see them')


class AlbumForm(FlaskForm):
    """Make an album."""

    title = StringField('New album', _TITLE)


class RenameForm(FlaskForm):
    """Give an album another title."""

    title = StringField('Title', _TITLE)


def show_problem(form: FlaskForm, problem: ApiProblemError) -> None:
    """Put what the back end refused beside the fields that it names, or above the form.

    Raises:
        ApiProblemError: this is not about what somebody filled in.

    """
    if problem.status not in {400, 401, 403, 409, 422}:
        raise problem
    named = {name: said for name, said in problem.errors.items() if name in form}
    for name, said in named.items():
        form[name].errors = [*form[name].errors, *said]
    if not named:
        form.form_errors.append(problem.detail or problem.title)
