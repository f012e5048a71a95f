"""A server on a free port of this machine and a client, for the programs that need them."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Self

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

HOST = '127.0.0.1'
PORTS = range(20_000, 32_768)  # below the ports that the system hands to clients


async def start_server(talk: Talk) -> tuple[asyncio.Server, int]:
    """Serve every connection with ``talk``; return the server and its port."""
    port = random.choice(PORTS)
    try:
        return await asyncio.start_server(talk, HOST, port), port
    except OSError:  # somebody else has this one
        return await start_server(talk)


async def connect(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Open a connection to the server on this port."""
    return await asyncio.open_connection(HOST, port)


async def hang_up(writer: asyncio.StreamWriter) -> None:
    """Close a connection and wait until it is closed."""
    writer.close()
    await writer.wait_closed()


class Caller:
    """A client that says and hears lines."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def connect(cls, port: int) -> Self:
        """Call the server on this port."""
        return cls(*await connect(port))

    def say(self, line: str) -> None:
        """Send a line."""
        self._writer.write(f'{line}\n'.encode())

    async def hear(self) -> str:
        """Return the next line, without its end."""
        return (await self._reader.readline()).decode().strip()

    async def leave(self) -> None:
        """Close the sending side, hear the rest, and hang up."""
        with suppress(OSError):  # whoever was cut off has no connection any more
            self._writer.write_eof()
            await self._reader.read()
            await hang_up(self._writer)
