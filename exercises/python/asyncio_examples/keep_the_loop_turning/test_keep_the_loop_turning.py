"""The loop turns while the library works, and the library is used as it must be."""

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any

import pytest
import thumbnails

LIMIT = 60

LONG = 3  # seconds that only a wrong answer waits
MOMENT = 0.2  # seconds in which a second call would get in, if it could


class Library:
    """Shrinks pictures, in a time that the test decides on, and keeps a log."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.second = threading.Event()
        self.may_end = threading.Event()
        self.stood_still = False
        self.inside = 0
        self.log: list[tuple[str, bytes]] = []
        self._loop_thread = threading.current_thread()

    def shrink(self, picture: bytes) -> bytes:
        """Return the first bytes of a picture, when the test allows the end."""
        self.inside += 1
        if self.inside > 1:
            self.second.set()
        self.log.append((thumbnails.REQUEST.get(), picture))
        self.entered.set()
        on_the_loop = threading.current_thread() is self._loop_thread
        if on_the_loop or not self.may_end.wait(LONG):
            self.stood_still = True
        self.inside -= 1
        if picture.startswith(b'broken'):
            raise ValueError('this is no picture')
        return picture[:3]


def run(main: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine in a thread that can be left behind if its loop stops for ever."""
    errors: list[BaseException] = []

    def run_in_thread() -> None:
        try:
            asyncio.run(main)
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run_in_thread, daemon=True)
    thread.start()
    thread.join(LONG * 2)
    if thread.is_alive():
        pytest.fail(
            'the loop has stopped for ever: its own thread waits for something that only the loop '
            'could bring about. Look in thumbnails.py for a lock that is taken on the loop'
        )
    if errors:
        raise errors[0]


async def until(event: threading.Event, seconds: float = LONG) -> bool:
    """Wait beside the turning loop until something happened; return whether it did in time."""
    return await asyncio.to_thread(event.wait, seconds)


def check_turning(library: Library) -> None:
    """Say so when the loop had no turn while the library was at work."""
    assert not library.stood_still, (
        'the loop stood still while shrink was at work: no other task had a turn, '
        'and the health check got no answer. Which thread runs shrink in thumbnails.py?'
    )


def test_the_loop_turns_while_the_library_works() -> None:
    """Other tasks have their turns, and the request gets its thumbnail."""

    async def main() -> None:
        library = Library()
        handling = asyncio.create_task(
            thumbnails.Thumbnails(library.shrink).handle('r1', b'ada.png')
        )
        assert await until(library.entered), 'handle was called, but shrink was not'
        library.may_end.set()  # done by the loop: a loop that stands still never comes here
        result = await handling
        check_turning(library)
        assert result == b'ada', f'handle should return what shrink returns, b"ada", not {result}'

    run(main())


def test_an_error_reaches_the_request() -> None:
    """What ``shrink`` raises comes out of ``handle``, and the next request is served."""

    async def main() -> None:
        library = Library()
        library.may_end.set()
        service = thumbnails.Thumbnails(library.shrink)
        try:
            result = await service.handle('r1', b'broken')
        except ValueError:
            result = await service.handle('r2', b'grace.png')
        else:
            pytest.fail(f'shrink raised a ValueError, but handle returned {result}')
        assert result == b'gra', f'after an error the next request should get b"gra", not {result}'

    run(main())


def test_the_library_knows_the_request() -> None:
    """``REQUEST`` holds the id of the request for which the library works."""

    async def main() -> None:
        library = Library()
        library.may_end.set()
        service = thumbnails.Thumbnails(library.shrink)
        await asyncio.gather(*[service.handle(f'r{n}', b'picture %d' % n) for n in range(5)])
        expected = [(f'r{n}', b'picture %d' % n) for n in range(5)]
        assert sorted(library.log) == expected, (
            'the library found the wrong request in REQUEST: its log should hold '
            f'{expected}, but holds {sorted(library.log)}. Does the context go along?'
        )

    run(main())


def test_one_call_at_a_time() -> None:
    """Requests that come together are served one after another, while the loop turns."""

    async def main() -> None:
        library = Library()
        service = thumbnails.Thumbnails(library.shrink)
        handling = [asyncio.create_task(service.handle(f'r{n}', b'%d.png' % n)) for n in range(4)]
        await until(library.entered)
        at_once = await until(library.second, MOMENT)
        library.may_end.set()
        results = await asyncio.gather(*handling)
        check_turning(library)
        assert not at_once, 'a second call of shrink began while the first was at work'
        expected = [b'0.p', b'1.p', b'2.p', b'3.p']
        assert results == expected, f'the four requests should get {expected}, not {results}'

    run(main())


def test_a_request_that_hangs_up_lets_nobody_in() -> None:
    """Until the library has ended, the next request waits, though the first is cancelled."""

    async def main() -> None:
        library = Library()
        service = thumbnails.Thumbnails(library.shrink)
        first = asyncio.create_task(service.handle('r1', b'ada.png'))
        await until(library.entered)
        first.cancel()
        await asyncio.sleep(0)
        following = asyncio.create_task(service.handle('r2', b'grace.png'))
        at_once = await until(library.second, MOMENT)
        library.may_end.set()
        result = await following
        check_turning(library)
        assert not at_once, (
            'a second call of shrink began while the first was at work: '
            'its client had hung up, but its thread was still at work'
        )
        assert result == b'gra', f'the second request should get b"gra", not {result}'
        await asyncio.wait([first])
        assert first.cancelled(), 'the first request was cancelled, but did not end as cancelled'

    run(main())
