"""What a visitor does with the gallery, in a real browser, in each way to run it."""

from playwright.sync_api import Browser, expect

from tests.gallery.end_to_end.collector import Collector
from tests.gallery.end_to_end.looking import problems
from tests.gallery.end_to_end.visitor import Visitor

NAMES = ('one.jpg', 'two.jpg', 'three.jpg')
#: A picture of about half a megabyte, and a line that needs some seconds for it.
LARGE = (4800, 3200)
SLOW = 200_000  # bytes a second
STORED = 33  # percent


def test_a_visit(address: str, browser: Browser) -> None:
    """Somebody signs up, uploads three photos, sees them arrive, edits one, deletes one."""
    ada = Visitor(browser, address)
    ada.sign_up()
    ada.upload(NAMES)
    ada.see(len(NAMES))
    assert ada.loaded() == len(NAMES), 'a thumbnail was announced, and could not be loaded'
    assert ada.heard.count('ready') == len(NAMES), f'over the WebSocket came {ada.heard}'

    mine = ada.open_first()
    ada.describe('Hills at <night>')
    ada.delete()
    expect(ada.thumbnails()).to_have_count(len(NAMES) - 1)
    assert not ada.complaints, ada.complaints

    gone = ada.page.goto(mine)
    assert gone is not None
    assert gone.status == 404


def test_a_visit_without_scripts(address: str, browser: Browser) -> None:
    """All of it works by forms alone; a file that is no picture is refused, the others stay."""
    grace = Visitor(browser, address, scripts=False)
    grace.sign_up()
    grace.upload(['one.jpg', 'two.svg', 'three.jpg'])
    expect(grace.page.get_by_role('status').first).to_contain_text('two.svg: ')
    grace.look_until(2)

    grace.open_first()
    grace.describe('Without a script')
    grace.delete()
    grace.look_until(1)


def test_an_album_comes_and_goes(address: str, browser: Browser) -> None:
    """A photo is moved into an album, which is renamed and deleted: the photo is still there."""
    linus = Collector(browser, address, scripts=False)
    linus.sign_up()
    linus.upload(NAMES[:1])
    linus.look_until(1)

    linus.make_album('Hills')
    linus.move_first('Hills')
    linus.rename('Valleys')
    linus.delete_album()
    linus.open_first()


def test_a_refused_file_is_told(address: str, browser: Browser) -> None:
    """What is no picture says so on its card, and does not stop the next one."""
    linus = Visitor(browser, address)
    linus.sign_up()
    linus.upload(['one.svg', 'two.jpg'])
    linus.see(1)
    expect(linus.page.locator('.card[data-status="failed"]')).to_contain_text('was refused: ')


def test_a_slow_line_shows_how_far_it_is(address: str, browser: Browser) -> None:
    """While a photo is on its way the bar grows with what has been sent, and never shrinks."""
    ada = Visitor(browser, address)
    ada.sign_up()
    ada.watch_sending(SLOW)
    ada.upload(NAMES[:1], LARGE)
    ada.see(1)
    sending = [percent for percent in ada.shown if 0 < percent < STORED]
    assert len(set(sending)) > 2, f'the bar showed {ada.shown}'
    assert ada.shown == sorted(ada.shown), f'the bar showed {ada.shown}'


def test_pages_are_for_everybody(address: str, browser: Browser) -> None:
    """Every page passes axe in the light and in the dark, and fits on a phone."""
    ada = Collector(browser, address)
    found = [*problems(ada.page, '/sign-in'), *problems(ada.page, '/sign-up')]
    ada.sign_up()
    ada.upload(NAMES[:1])
    ada.see(1)
    ada.make_album('Hills')
    for path in (
        '/',
        '/mine',
        ada.page.url,
        ada.open_first(),
        '/upload/',
        '/albums/',
        '/nothing',
        '/media/x',
    ):
        found.extend(problems(ada.page, path))
    assert not found, '\n'.join(found)
