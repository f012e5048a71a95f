"""A server that stores uploads: python server.py PORT GRACE."""

import asyncio
import sys


class Uploads:
    """Talks to the clients."""

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one upload after another from one client."""
        try:
            while line := await reader.readline():
                await self.take(int(line.removeprefix(b'put ')), reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            print('a client hung up in the middle of an upload')
        finally:
            writer.close()

    async def take(
        self, size: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Take one upload."""
        writer.write(b'go\n')
        await reader.readexactly(size)
        writer.write(b'stored %d\n' % size)
        await writer.drain()


async def serve(port: int, grace: float) -> None:
    """Serve until the process is ended."""
    uploads = Uploads()
    server = await asyncio.start_server(uploads.talk, '127.0.0.1', port)
    print('listening')
    await server.serve_forever()


if __name__ == '__main__':
    asyncio.run(serve(int(sys.argv[1]), float(sys.argv[2])))
