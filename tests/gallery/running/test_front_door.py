"""NGINX's configuration: who answers what, with which headers, and what it says by itself."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from galka.fixtures.ports import find_free_port
from galka.fixtures.processes import listens
from galka.fixtures.verdict import require
from tests.gallery.running.doors import Door, OpenDoor

HEADERS = (
    'Content-Security-Policy',
    'X-Content-Type-Options',
    'Referrer-Policy',
    'X-Frame-Options',
    'Cross-Origin-Opener-Policy',
    'X-Request-ID',
)
STYLE = '/static/site.css'
EVERYWHERE = (
    '/',
    '/nothing',
    STYLE,
    '/static/nothing.css',
    '/static/',
    '/media/aa/one.jpg',
    '/media/nothing.jpg',
    '/api/feed',
    '/api/nothing',
    '/errors/404.html',
)


def test_each_path_has_its_program(any_door: Door) -> None:
    """Pages come from Gunicorn, the API and the WebSocket from Daphne."""
    for path in ('/', '/photos/7', '/apiary', '/upload/'):
        assert any_door.get(path).text == 'frontend says 200', path
    for path in ('/api/feed', '/ws/progress?ticket=x'):
        assert any_door.get(path).text == 'backend says 200', path
    assert any_door.backend.requests[-1].path == '/ws/progress?ticket=x'


def test_files_are_served(any_door: Door) -> None:
    """Styles and pictures come from the disk, with their kinds."""
    (any_door.media / 'aa').mkdir()
    (any_door.media / 'aa' / 'one.webp').write_bytes(b'picture')
    assert any_door.get('/static/site.css').headers['Content-Type'].startswith('text/css')
    picture = any_door.get('/media/aa/one.webp')
    assert (picture.body, picture.headers['Content-Type']) == (b'picture', 'image/webp')


def test_pages_are_not_compressed(door: Door) -> None:
    """A style and the API's JSON are; a page is not, since its length could tell its token."""
    for program, kind in ((door.frontend, 'text/html'), (door.backend, 'application/json')):
        program.headers = {'Content-Type': kind}
        program.words = 'the same ' * 100
    for path, found in (('/', None), ('/upload/', None), ('/api/feed', 'gzip'), (STYLE, 'gzip')):
        response = door.get(path, headers={'Accept-Encoding': 'gzip'})
        assert response.headers.get('Content-Encoding') == found, path


@pytest.mark.parametrize(
    'path',
    ['/media/../secrets.json', '/media/..%2fsecrets.json', '/media//../../secrets.json', '/media/'],
)
def test_nothing_else_is_served(any_door: Door, path: str) -> None:
    """No path leads out of the folder of the pictures, and the folder itself is not shown."""
    any_door.media.parent.joinpath('secrets.json').write_text('secret')
    came = any_door.get(path)
    assert came.status in {400, 404} or came.text == 'frontend says 200'
    assert 'secret' not in came.text


def test_the_visitor_is_named(any_door: Door) -> None:
    """The programs hear the real address, whatever the visitor claims."""
    claims = {'X-Forwarded-For': '6.6.6.6', 'X-Forwarded-Proto': 'gopher'}
    any_door.get('/', headers=claims)
    heard = any_door.frontend.requests[-1].headers
    assert (heard['X-Forwarded-For'], heard['X-Forwarded-Proto']) == ('127.0.0.1', 'http')
    assert heard['Host'] == urlsplit(any_door.address).netloc


def test_every_answer_has_the_headers(door: Door) -> None:
    """Files, pages, errors, and what NGINX says itself: each has each header, once."""
    (door.media / 'aa').mkdir()
    (door.media / 'aa' / 'one.jpg').write_bytes(b'picture')
    for path in EVERYWHERE:
        came = door.get(path)
        for name in HEADERS:
            found = came.headers.get_all(name)
            assert len(found) == 1, f'{path} ({came.status}): {name} is {found}'
        assert came.headers['Server'] == 'nginx', 'the version is not for everybody'


def test_https_is_remembered(open_door: OpenDoor) -> None:
    """Where visitors come by HTTPS every answer tells the browser to keep to it, and only there."""
    require('nginx')
    name = 'Strict-Transport-Security'
    assert 'max-age' in open_door(https=True).get('/static/site.css').headers[name]
    assert name not in open_door(https=False).get('/static/site.css').headers


def test_a_program_knows_better(door: Door) -> None:
    """A header that the program has sent itself is not sent again."""
    door.frontend.headers['Content-Security-Policy'] = "script-src 'self'"
    came = door.get('/')
    assert came.headers.get_all('Content-Security-Policy') == ["script-src 'self'"]


def test_the_request_id_goes_through(door: Door) -> None:
    """A good id is taken over, a bad one is replaced; program and visitor learn the same."""
    for given, is_good in (('0123456789abcdef', True), ('short', False), ('a "quoted" id', False)):
        came = door.get('/', headers={'X-Request-ID': given})
        asked = door.frontend.requests[-1]
        inside = asked.headers['X-Request-ID']
        assert came.headers['X-Request-ID'] == inside
        assert (inside == given) is is_good


def test_each_request_is_a_line(door: Door) -> None:
    """The log names the request and its id as JSON, without what stood behind the path."""
    for path in ('/media/nothing.jpg', '/ws/progress?ticket=secret', '/"quoted"\\', '/health/live'):
        came = door.get(path, headers={'X-Request-ID': 'an-id-of-the-test'})
        assert came.headers['X-Request-ID'] == 'an-id-of-the-test'
    lines = [json.loads(line) for line in door.said().splitlines() if line.startswith('{')]
    paths = [(line['path'], line['status'], line['request_id']) for line in lines]
    assert paths == [
        ('/media/nothing.jpg', 404, 'an-id-of-the-test'),
        ('/ws/progress', 200, 'an-id-of-the-test'),
        ('/"quoted"\\', 200, 'an-id-of-the-test'),
    ]
    assert 'secret' not in door.said()


def test_nothing_there(door: Door) -> None:
    """NGINX's own 404 is a page of the site; those of the programs pass as they are."""
    for path in ('/media/nothing.jpg', '/media/', '/static/', '/errors/404.html'):
        came = door.get(path)
        assert (came.status, '<title>Not Found · Gallery</title>' in came.text) == (404, True), path
    assert door.get('/nothing').text == 'frontend says 404'
    assert door.get('/api/nothing').text == 'backend says 404'


def test_too_large(door: Door) -> None:
    """What is larger than an upload may be is refused before any program sees it."""
    for path, kind in (('/upload/', 'text/html'), ('/api/photos', 'application/problem+json')):
        came = door.get(path, method='POST', body=bytes(400_000))
        assert (came.status, came.headers['Content-Type'].split(';')[0]) == (413, kind)
        assert door.get(path, method='POST', body=bytes(250_000)).status == 200
    assert {len(one.body) for one in door.backend.requests} == {250_000}


def test_only_what_never_changes_is_kept(door: Door) -> None:
    """A picture and a style with its version may be kept for ever, an error never."""
    (door.media / 'one.jpg').write_bytes(b'picture')
    for path in ('/media/one.jpg', '/static/site.css?v=1'):
        assert 'immutable' in door.get(path).headers['Cache-Control'], path
    assert door.get('/static/site.css').headers['Cache-Control'] == 'no-cache'
    for path in ('/media/nothing.jpg', '/static/nothing.css?v=1', '/', '/api/feed'):
        assert 'Cache-Control' not in door.get(path).headers, path


def test_a_dead_program(open_door: OpenDoor) -> None:
    """People get a page, programs JSON, both the status and when to come back."""
    require('nginx')
    lonely = open_door(frontend_port=find_free_port(), backend_port=find_free_port())
    for path, kind in (('/', 'text/html'), ('/api/feed', 'application/problem+json')):
        came = lonely.get(path)
        assert (came.status, came.headers['Content-Type'].split(';')[0]) == (502, kind)
        assert came.headers['Retry-After'] == '5'
        missing = [name for name in HEADERS if name not in came.headers]
        assert not missing, path


def test_what_was_begun_is_finished(any_door: Door) -> None:
    """A front door that is told to end lets nobody new in, and gives the answer that it owes."""
    any_door.frontend.may_answer.clear()
    with ThreadPoolExecutor(2) as people:
        asked = people.submit(any_door.get, '/', timeout=30)
        assert any_door.frontend.is_asked.wait(timeout=10)
        ended = people.submit(any_door.end)
        while listens(any_door.port) and not ended.done():
            time.sleep(0.02)
        any_door.frontend.may_answer.set()
        assert asked.result().text == 'frontend says 200'
        assert ended.result() == 0
