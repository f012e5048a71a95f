"""Stands in for NGINX where there is none: files from the disk, everything else passed on.

It takes one request a connection, reads its head, and joins the visitor to the right program; so a
WebSocket works without being understood. Limits, logs and most error pages are NGINX's own.
"""

import asyncio
import mimetypes
import os
import signal
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

_LONGEST_HEAD: Final = 65_536
_PIECE: Final = 65_536
_PATIENCE: Final = 1.5  # seconds
_END: Final = b'\r\n\r\n'
_TO_THE_BACK_END: Final = ('/api/', '/ws/')
_NOT_FOUND: Final = Path(__file__).parents[1] / 'deploy' / 'nginx' / 'errors' / '404.html'
_FILES: Final = (('/static/', 'GALLERY_STATIC'), ('/media/', 'GALLERY_MEDIA'))


def main() -> None:
    """Serve until SIGTERM."""
    asyncio.run(_serve(os.environ['GALLERY_LISTEN']))


async def _serve(address: str) -> None:
    host, port = address.split(':')
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    server = await asyncio.start_server(_talk, host, int(port), limit=_LONGEST_HEAD)
    await stopping.wait()
    server.close()
    # What was begun may end; a WebSocket would not.
    begun = asyncio.all_tasks() - {asyncio.current_task()}
    if begun:
        await asyncio.wait(begun, timeout=_PATIENCE)


async def _talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    # Who talks to us may have gone, or talk something else: then there is nobody to tell.
    with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        head = await reader.readuntil(_END)
        await _answer(head, reader, writer)
    writer.close()


async def _answer(
    head: bytes,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
) -> None:
    target = head.split(b' ', 2)[1].decode('latin-1')
    path = unquote(urlsplit(target).path)
    for prefix, folder in _FILES:
        if path.startswith(prefix):
            writer.write(_file(Path(os.environ[folder]), path.removeprefix(prefix)))
            return
    answer, question = await _open(path)
    question.write(_passed_on(head, writer))
    # The answer's end ends it: what the visitor would still send is of no interest then.
    upward = asyncio.create_task(_pour(reader, question))
    await _pour(answer, writer)
    upward.cancel()
    question.close()


async def _open(path: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Connect to the program that a path belongs to."""
    is_back = path.startswith(_TO_THE_BACK_END)
    host, port = os.environ['GALLERY_BACKEND' if is_back else 'GALLERY_FRONTEND'].split(':')
    return await asyncio.open_connection(host, int(port))


def _file(folder: Path, name: str) -> bytes:
    """Return the answer with a file; one outside of the folder is not there."""
    found = (folder / name).resolve()
    if not found.is_relative_to(folder.resolve()) or not found.is_file():
        return _response(HTTPStatus.NOT_FOUND, 'text/html', _NOT_FOUND.read_bytes())
    kind = mimetypes.guess_type(found.name)[0] or 'application/octet-stream'
    return _response(HTTPStatus.OK, kind, found.read_bytes())


def _response(status: HTTPStatus, kind: str, body: bytes) -> bytes:
    lines = (
        f'HTTP/1.1 {status} {status.phrase}',
        f'Content-Type: {kind}',
        f'Content-Length: {len(body)}',
        'X-Content-Type-Options: nosniff',
        'Connection: close',
    )
    return '\r\n'.join(lines).encode() + _END + body


def _passed_on(head: bytes, writer: asyncio.StreamWriter) -> bytes:
    """Return the head with what a proxy adds; unless it upgrades, it is the only one here."""
    visitor = writer.get_extra_info('peername')[0]
    lines = head.removesuffix(_END).split(b'\r\n')
    names = [line.split(b':')[0].lower() for line in lines]
    ours = {b'x-forwarded-for', b'x-forwarded-proto'}
    if b'upgrade' not in names:
        ours.add(b'connection')
    kept = [line for line, name in zip(lines, names, strict=True) if name not in ours]
    added = [f'X-Forwarded-For: {visitor}'.encode(), b'X-Forwarded-Proto: http']
    if b'upgrade' not in names:
        added.append(b'Connection: close')
    return b'\r\n'.join((*kept, *added)) + _END


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(_PIECE):
        writer.write(piece)
        await writer.drain()


if __name__ == '__main__':
    main()
