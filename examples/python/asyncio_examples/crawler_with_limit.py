"""A crawler that visits every page of a site once, with a limit on open requests."""

import asyncio

from examples.python.asyncio_examples import loopback

SECTIONS = tuple('abcdefgh')  # a site of a front page, eight sections and two pages in each


def links_of(path: str) -> list[str]:
    """Return the links on a page of the site."""
    if path == '/':
        return [f'/{letter}' for letter in SECTIONS]
    if path[1:] in SECTIONS:
        return [f'{path}/1', f'{path}/2', '/']
    return ['/']


class Site:
    """A web site that counts how many requests it holds at once."""

    def __init__(self) -> None:
        self.open_requests = 0
        self.most = 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request with the links of its page, one a line."""
        request = await reader.readuntil(b'\r\n\r\n')
        path = request.split()[1].decode()
        self.open_requests += 1
        self.most = max(self.most, self.open_requests)
        await asyncio.sleep(0.05)  # the work of making a page
        self.open_requests -= 1
        links = '\n'.join(links_of(path))
        writer.write(f'HTTP/1.0 200 OK\r\n\r\n{links}'.encode())
        await loopback.hang_up(writer)


class Crawler:
    """Follows every link once."""

    def __init__(self, port: int, limit: int) -> None:
        self.seen = {'/'}
        self._port = port
        self._places = asyncio.Semaphore(limit)

    # [start visit]
    async def visit(self, group: asyncio.TaskGroup, path: str) -> None:
        """Fetch a page, and start a task for each link that nobody followed yet."""
        async with self._places:  # held while fetching only, never while waiting for others
            links = await self._fetch(path)
        fresh = set(links) - self.seen
        self.seen |= fresh
        for link in fresh:
            group.create_task(self.visit(group, link))

    async def crawl(self) -> None:
        """Return when no task is left: the group waits for the tasks of its tasks too."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.visit(group, '/'))

    # [end visit]

    async def _fetch(self, path: str) -> list[str]:
        reader, writer = await loopback.connect(self._port)
        writer.write(f'GET {path} HTTP/1.0\r\n\r\n'.encode())
        response = await reader.read()
        await loopback.hang_up(writer)
        return response.decode().partition('\r\n\r\n')[-1].split()


async def crawl(limit: int) -> tuple[int, int]:
    """Return the number of pages found, and the most requests that were open at once."""
    site = Site()
    server, port = await loopback.start_server(site.answer)
    async with server:
        crawler = Crawler(port, limit)
        await crawler.crawl()
    return len(crawler.seen), site.most


def main() -> None:
    """Crawl twice: politely, and with a limit that is none."""
    for limit in (3, 100):
        pages, most = asyncio.run(crawl(limit))
        print(f'limit {limit}: {pages} pages, at most {most} requests at once')


if __name__ == '__main__':
    main()
