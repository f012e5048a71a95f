"""Sending photos."""

import re
from io import BytesIO

from tests.gallery.frontend.conftest import Visitor
from tests.gallery.frontend.fake_api import FakeApi, answer, photo, problem

JSON = 'application/json'


def test_the_script_gets_the_card(ada: Visitor, api: FakeApi) -> None:
    """One file of the script's becomes one upload, and its answer says where the card is."""
    fields = {'files': (BytesIO(b'picture'), 'sea.jpg'), 'album': '3', 'public': 'y'}
    came = ada.post('/upload/', fields, Accept=JSON)
    assert (came.status_code, came.json) == (201, {'id': '7', 'card': '/photos/7/card'})
    body = api.asked('POST /api/photos').body
    for part in (b'filename="sea.jpg"', b'picture', b'name="album"\r\n\r\n3', b'\r\n\r\ntrue'):
        assert part in body


def test_nothing_is_shown_unasked(ada: Visitor, api: FakeApi) -> None:
    """A photo is its owner's alone, unless the owner says otherwise."""
    box = re.search('<input[^>]* name="public"[^>]*>', ada.get('/upload/').text)
    assert box
    assert 'checked' not in box[0]
    ada.post('/upload/', {'files': (BytesIO(b'picture'), 'sea.jpg')}, Accept=JSON)
    body = api.asked('POST /api/photos').body
    assert b'name="public"\r\n\r\nfalse' in body


def test_the_script_gets_the_refusal(ada: Visitor, api: FakeApi) -> None:
    """What the back end says about a bad file reaches the script as it is."""
    api.answers['POST /api/photos'] = problem(415, 'An SVG is not taken.')
    came = ada.post('/upload/', {'files': (BytesIO(b'<svg/>'), 'a.svg')}, Accept=JSON)
    assert (came.status_code, came.mimetype) == (415, 'application/problem+json')
    assert 'An SVG is not taken.' in came.text


def test_one_bad_file_does_not_stop_the_others(ada: Visitor, api: FakeApi) -> None:
    """Without the script all files come in one form; each is judged on its own."""
    api.answers['POST /api/photos'] = lambda request: (
        problem(415, 'An SVG is not taken.')
        if b'.svg' in request.body
        else answer(201, photo(status='waiting'))
    )
    files = [(BytesIO(b'x'), name) for name in ('one.jpg', 'two.svg', 'three.jpg')]
    came = ada.post('/upload/', {'files': files})
    assert (came.status_code, came.headers['Location']) == (303, '/mine')
    assert api.summary().count('POST /api/photos') == 3
    assert 'two.svg: An SVG is not taken.' in ada.get('/mine').text


def test_nothing_chosen_is_told(ada: Visitor, api: FakeApi) -> None:
    """A form without a file is no success, and no server error."""
    assert ada.post('/upload/', Accept=JSON).status_code == 400
    assert ada.post('/upload/').status_code == 422
    assert 'POST /api/photos' not in api.summary()


def test_the_socket_is_opened_by_a_ticket(ada: Visitor) -> None:
    """The token never reaches a script; a ticket does, which is good once."""
    assert ada.post('/upload/ticket', Accept=JSON).json == {'path': '/ws/progress?ticket=a-ticket'}


def test_too_much_is_refused_early(ada: Visitor, api: FakeApi) -> None:
    """More than the limit is not read into memory, and the page says what the limit is."""
    came = ada.post('/upload/', {'files': (BytesIO(bytes(20_200_000)), 'big.jpg')})
    assert came.status_code == 413
    assert '20 MB' in came.text
    assert 'POST /api/photos' not in api.summary()
