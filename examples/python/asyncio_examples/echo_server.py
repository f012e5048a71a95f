"""An echo server and two clients that take turns: one thread holds both conversations."""

import asyncio

from examples.python.asyncio_examples.loopback import Caller, hang_up, start_server


# [start echo]
async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Send every line back until the client closes its side."""
    while line := await reader.readline():
        writer.write(line)
        await writer.drain()  # waits when this client reads more slowly than it writes
    await hang_up(writer)


# [end echo]


async def take_turns(port: int) -> None:
    """Hold two conversations at once, a line here and a line there."""
    ada = await Caller.connect(port)
    grace = await Caller.connect(port)
    for line in ('one', 'two'):
        ada.say(f'{line} from ada')
        grace.say(f'{line} from grace')
        print('ada hears:', await ada.hear())
        print('grace hears:', await grace.hear())
    await asyncio.gather(ada.leave(), grace.leave())


async def serve_and_talk() -> None:
    """Run the server for as long as the conversations last."""
    server, port = await start_server(echo)
    async with server:
        await take_turns(port)


def main() -> None:
    """Start the server, talk to it, stop it."""
    asyncio.run(serve_and_talk())


if __name__ == '__main__':
    main()
