"""``async for`` and ``async with`` over a connection, and a generator closed too late."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, asynccontextmanager

from examples.python.asyncio_examples import loopback


async def count_down(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Count down from the number that the client sends."""
    start = int(await reader.readline())
    for number in range(start, -1, -1):
        writer.write(f'{number}\n'.encode())
        await writer.drain()
    await loopback.hang_up(writer)


# [start manager]
@asynccontextmanager
async def served() -> AsyncGenerator[int, None]:
    """Give the port of a server that lives as long as the block."""
    server, port = await loopback.start_server(count_down)
    async with server:
        yield port


async def numbers(port: int, start: int) -> AsyncGenerator[int, None]:
    """Yield what the server counts, and hang up in the end."""
    reader, writer = await loopback.connect(port)
    try:
        writer.write(f'{start}\n'.encode())
        async for line in reader:
            yield int(line)
    finally:
        await loopback.hang_up(writer)
        print('hung up')


# [end manager]


async def read_to_two(source: AsyncGenerator[int, None]) -> None:
    """Leave the loop early."""
    async for number in source:
        if number == 2:
            print('leaving the loop at', number)
            break


async def break_off(port: int) -> None:
    """Leave early, and find that the connection is still open."""
    await read_to_two(numbers(port, 3))
    print('after the loop')
    await asyncio.sleep(0.05)  # the event loop cleans up behind us, some time later


async def break_off_and_close(port: int) -> None:
    """Leave early, and close the generator at a known place."""
    async with aclosing(numbers(port, 3)) as source:
        await read_to_two(source)
    print('after the block')


async def listen() -> None:
    """Break off twice."""
    async with served() as port:
        await break_off(port)
        await break_off_and_close(port)


def main() -> None:
    """Show when a connection is closed."""
    asyncio.run(listen())


if __name__ == '__main__':
    main()
