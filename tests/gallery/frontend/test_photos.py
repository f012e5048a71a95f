"""The feed, the page of a photo, albums."""

from tests.gallery.frontend.conftest import Visitor
from tests.gallery.frontend.fake_api import FakeApi, answer, photo, problem

CHANGE = {'caption': 'A tower', 'album': '3', 'public': 'y', 'etag': '"1"'}


def test_the_feed_leads_on(visitor: Visitor, api: FakeApi) -> None:
    """The page after this one is asked for by the back end's own cursor."""
    following = 'http://inside/api/feed?cursor=bmV4dA%3D%3D'
    api.answers['GET /api/feed'] = answer(200, {'next': following, 'results': [photo()]})
    assert 'href="/?cursor=bmV4dA%3D%3D"' in visitor.get('/').text
    visitor.get('/?cursor=bmV4dA%3D%3D')
    assert api.requests[-1].path == '/api/feed?cursor=bmV4dA%3D%3D'


def test_what_people_write_is_text(visitor: Visitor, api: FakeApi) -> None:
    """A caption that looks like HTML is shown and does nothing."""
    api.answers['GET /api/photos/7'] = answer(200, photo(caption='<script>alert(1)</script>'))
    page = visitor.get('/photos/7').text
    assert '<script>alert' not in page
    assert '&lt;script&gt;alert(1)' in page


def test_only_the_owner_gets_the_form(ada: Visitor, api: FakeApi) -> None:
    """A photo of somebody else has no form."""
    assert 'Save' in ada.get('/photos/7').text
    api.answers['GET /api/photos/7'] = answer(200, photo(owner='grace'))
    assert 'Save' not in ada.get('/photos/7').text


def test_a_change_carries_the_version_seen(ada: Visitor, api: FakeApi) -> None:
    """The page gives its ETag to the form, and the form gives it back to the API."""
    assert 'value="&#34;1&#34;"' in ada.get('/photos/7').text
    api.answers['GET /api/photos/7'] = answer(200, photo(), ETag='"5"')
    assert ada.post('/photos/7', CHANGE).status_code == 302
    assert api.asked('PATCH /api/photos/7').headers['If-Match'] == '"1"'
    changed = {'caption': 'A tower', 'album': '3', 'public': True}
    assert api.sent('PATCH /api/photos/7') == changed


def test_a_photo_goes_into_another_album(ada: Visitor, api: FakeApi) -> None:
    """The page shows in which album the photo is, and which others, or none, it may go to."""
    api.answers['GET /api/photos/7'] = answer(200, photo(album='3'), ETag='"1"')
    page = ada.get('/photos/7').text
    assert '<option selected value="3">Sea</option>' in page
    assert '<option value="">none</option>' in page
    ada.post('/photos/7', {**CHANGE, 'album': ''})
    assert api.sent('PATCH /api/photos/7')['album'] is None


def test_a_lost_album_is_told(ada: Visitor, api: FakeApi) -> None:
    """An album that was deleted meanwhile is refused beside its field, and no word is lost."""
    said = {'album': ['You have no such album.']}
    api.answers['PATCH /api/photos/7'] = problem(400, errors=said)
    came = ada.post('/photos/7', CHANGE)
    assert came.status_code == 422
    assert 'aria-describedby="album-problems"' in came.text
    assert 'value="A tower"' in came.text


def test_a_change_of_another_version_is_not_lost(ada: Visitor, api: FakeApi) -> None:
    """Who saved first is not overwritten; who comes second sees both captions."""
    api.answers['PATCH /api/photos/7'] = problem(412)
    api.answers['GET /api/photos/7'] = answer(200, photo(caption='Grace was here'), ETag='"5"')
    came = ada.post('/photos/7', CHANGE)
    assert came.status_code == 409
    assert 'Grace was here' in came.text
    assert 'value="A tower"' in came.text
    assert 'value="&#34;5&#34;"' in came.text


def test_a_photo_is_deleted(ada: Visitor, api: FakeApi) -> None:
    """The button deletes, and leads to the photos that are left."""
    assert ada.post('/photos/7/delete').headers['Location'] == '/mine'
    assert 'DELETE /api/photos/7' in api.summary()


def test_a_card_waits_until_it_is_ready(visitor: Visitor, api: FakeApi) -> None:
    """The script learns from the card whether to ask again."""
    assert 'data-status="ready"' in visitor.get('/photos/7/card').text
    api.answers['GET /api/photos/7'] = answer(200, photo(status='waiting', thumbnail=None))
    assert 'data-status="waiting"' in visitor.get('/photos/7/card').text


def test_an_id_is_only_an_id(visitor: Visitor, api: FakeApi) -> None:
    """What stands in an address can't lead the front end to another path of the API."""
    assert visitor.get('/photos/..%2Fme').status_code == 404
    assert visitor.get('/photos/7%3Fx').status_code == 404
    assert 'GET /api/photos/7%3Fx' in api.summary()


def test_albums_are_made_and_shown(ada: Visitor, api: FakeApi) -> None:
    """Albums are listed, made, opened and deleted."""
    assert 'Sea' in ada.get('/albums/').text
    assert ada.post('/albums/', {'title': 'Hills'}).status_code == 302
    assert api.sent('POST /api/albums') == {'title': 'Hills'}
    assert 'A lighthouse' in ada.get('/albums/3').text
    assert api.requests[-1].path == '/api/photos?album=3'
    assert 'Its photos stay among yours, in no album.' in ada.get('/albums/3').text
    assert ada.post('/albums/3/delete').headers['Location'] == '/albums/'


def test_an_album_is_renamed(ada: Visitor, api: FakeApi) -> None:
    """The title can be changed; what is refused is told beside it."""
    assert 'value="Sea"' in ada.get('/albums/3').text
    assert ada.post('/albums/3', {'title': 'Seas'}).headers['Location'] == '/albums/3'
    assert api.sent('PATCH /api/albums/3') == {'title': 'Seas'}
    api.answers['PATCH /api/albums/3'] = problem(400, errors={'title': ['This is no title.']})
    for title, reason in (('', 'This field is required.'), ('x', 'This is no title.')):
        came = ada.post('/albums/3', {'title': title})
        assert (came.status_code, reason in came.text) == (422, True), title
