"""A server that stores uploads: python server.py PORT GRACE."""

import asyncio
import signal
import sys


class Uploads:
    """Talks to the clients, and knows who is idle and who is in the middle of an upload."""

    def __init__(self) -> None:
        self.closing = False
        self.idle: set[asyncio.StreamWriter] = set()
        self.in_flight: dict[asyncio.Task, asyncio.StreamWriter] = {}

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one upload after another from one client."""
        task = asyncio.current_task()
        try:
            while line := await self.next_line(reader, writer):
                self.in_flight[task] = writer
                await self.take(int(line.removeprefix(b'put ')), reader, writer)
                self.in_flight.pop(task)
        except (asyncio.IncompleteReadError, ConnectionError):
            print('a client hung up in the middle of an upload')
        finally:
            self.in_flight.pop(task, None)
            writer.close()

    async def next_line(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        """Wait for a client's next line; nothing comes any more when the server is closing."""
        if self.closing:
            return b''
        self.idle.add(writer)
        try:
            return await reader.readline()
        finally:
            self.idle.discard(writer)

    async def take(
        self, size: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Take one upload."""
        writer.write(b'go\n')
        await reader.readexactly(size)
        writer.write(b'stored %d\n' % size)
        await writer.drain()

    async def drain(self, grace: float) -> bool:
        """Let the uploads in flight come to their end; return whether all of them did."""
        self.closing = True
        others = asyncio.all_tasks() - {asyncio.current_task()}
        if others:
            await asyncio.wait(others, timeout=grace)
        cut = list(self.in_flight.values())
        for writer in cut:
            writer.transport.abort()
        return not cut


async def serve(port: int, grace: float) -> int:
    """Serve until SIGTERM; return the exit code."""
    uploads, told_to_stop = Uploads(), asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, told_to_stop.set)
    server = await asyncio.start_server(uploads.talk, '127.0.0.1', port)
    print('listening')
    await told_to_stop.wait()
    # The door first: who comes while we wait for the others would be cut off at the end.
    # Not `wait_closed`: since Python 3.12 it waits for all connections, however long they stay.
    server.close()
    return 0 if await uploads.drain(grace) else 1


if __name__ == '__main__':
    sys.exit(asyncio.run(serve(int(sys.argv[1]), float(sys.argv[2]))))
