"""A chat room in which a guest who does not read can't hold up the others."""

import asyncio
from contextlib import suppress

from examples.python.asyncio_examples.loopback import Caller, start_server

INBOX = 4  # so many lines may wait for one guest
LONG_LINE = 'z' * 30_000


class Room:
    """Everybody who is here, each with an inbox."""

    def __init__(self) -> None:
        self.inboxes: dict[asyncio.StreamWriter, asyncio.Queue[str]] = {}

    # [start say]
    def say(self, line: str) -> None:
        """Put the line into every inbox; a guest whose inbox is full is cut off."""
        for writer, inbox in self.inboxes.items():
            if inbox.full():
                writer.transport.abort()  # `talk` sees the end, as if the guest had left
            else:
                inbox.put_nowait(line)

    async def deliver(self, writer: asyncio.StreamWriter) -> None:
        """Write what comes into one guest's inbox, as fast as this guest reads."""
        with suppress(ConnectionError):
            while True:
                line = await self.inboxes[writer].get()
                writer.write(f'{line}\n'.encode())
                await writer.drain()

    # [end say]

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Hold one guest's conversation: the first line is the name."""
        name = (await reader.readline()).decode().strip()
        self.inboxes[writer] = asyncio.Queue(INBOX)
        delivery = asyncio.create_task(self.deliver(writer))
        self.say(f'{name} came in')
        while line := await reader.readline():
            text = line.decode().strip()
            self.say(f'{name}: {text}')
        delivery.cancel()
        self.inboxes.pop(writer)
        self.say(f'{name} left')
        writer.close()


async def talk_on(ada: Caller, grace: Caller) -> str:
    """Say long lines until grace hears something else, and return that."""
    heard = LONG_LINE
    while heard.endswith(LONG_LINE):
        ada.say(LONG_LINE)
        await ada.hear()
        heard = await grace.hear()
    return heard


async def evening(port: int) -> None:
    """Let three guests in, of whom linus never reads."""
    guests: list[Caller] = []
    for name in ('ada', 'grace', 'linus'):
        guest = await Caller.connect(port)
        guest.say(name)
        guests.append(guest)
        print(name, 'enters; ada hears:', await guests[0].hear())
    ada, grace, _ = guests
    print('grace hears:', await grace.hear(), 'and', await grace.hear())
    print('after many long lines she hears:', await talk_on(ada, grace))
    await asyncio.gather(*[guest.leave() for guest in guests])


async def open_house() -> None:
    """Keep the room open for one evening."""
    server, port = await start_server(Room().talk)
    async with server:
        await evening(port)


def main() -> None:
    """Open the room."""
    asyncio.run(open_house())


if __name__ == '__main__':
    main()
