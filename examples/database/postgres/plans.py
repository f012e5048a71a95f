"""Plans of queries: as Postgres shows them, and in one line with the index and the pages read."""

from collections.abc import Iterator
from typing import Any, LiteralString

from examples.database.postgres.server import Session

# Two years of orders, in no order: 2,000 customers, one order of 200 waits. The same every time.
ORDERS = """
CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id integer NOT NULL,
    email text NOT NULL,
    status text NOT NULL,
    placed_at timestamp NOT NULL
);
SELECT setseed(0.5);
INSERT INTO orders (customer_id, email, status, placed_at)
SELECT customer, 'Customer' || customer || '@Example.com',
       CASE WHEN random() < 0.005 THEN 'waiting' ELSE 'done' END,
       timestamp '2024-01-01' + random() * interval '730 days'
FROM (SELECT 1 + (random() * 1999)::integer AS customer FROM generate_series(1, 40000)) AS made;
ANALYZE orders;
"""


def explain(session: Session, query: LiteralString) -> None:
    """Run the query; print what Postgres says of it, without its estimates."""
    print(*_lines(session, query), sep='\n')


def sort_method(session: Session, work_mem: str) -> str:
    """Sort 20,000 numbers in so much memory; return what Postgres says of the sort."""
    session("SELECT set_config('work_mem', %s, false)", work_mem)
    lines = _lines(session, 'SELECT n FROM generate_series(1, 20000) AS n ORDER BY random()')
    return next(line.strip() for line in lines if 'Sort Method' in line)


def steps(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the steps of a plan from the outermost inwards."""
    yield plan
    for inner in plan.get('Plans', ()):
        yield from steps(inner)


def plan(session: Session, query: LiteralString, *values: object) -> str:
    """Run the query; return how its table was read, and how many pages that took."""
    explained = session(f'EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {query}', *values)
    outermost = explained[0]['Plan']
    pages = outermost['Shared Hit Blocks'] + outermost['Shared Read Blocks']
    innermost = tuple(steps(outermost))[-1]
    index = innermost.get('Index Name')
    how = f'index {index}' if index else innermost['Node Type']
    return f'{how}, {pages} pages'


def _lines(session: Session, query: LiteralString) -> list[str]:
    return [row[0] for row in session(f'EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) {query}')]
