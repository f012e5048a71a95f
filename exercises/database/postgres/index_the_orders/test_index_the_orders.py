"""Few pages for each query of the shop, at the price of three indexes."""

import random
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

LIMIT = 60
FEWER = 15
ALLOWED = 3
QUEUE_SHARE = 10
BIG = range(2, 10)
SMALL = range(12, 5000)
DAYS = range(700)

# A third of the orders belongs to ten big customers, and nothing lies in the order of anything.
SHOP = """
CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id integer NOT NULL,
    email text NOT NULL,
    status text NOT NULL,
    placed_at timestamptz NOT NULL,
    total numeric(10, 2) NOT NULL
);
INSERT INTO orders (customer_id, email, status, placed_at, total)
SELECT CASE number % 3 WHEN 0 THEN 1 + random() * 9 ELSE 11 + random() * 5000 END,
       (ARRAY['Ada', 'ada', 'ADA'])[1 + number % 3]
           || (random() * 5000)::integer || '@Example.com' || repeat(' ', number % 2),
       CASE WHEN random() < 0.005 THEN 'waiting' ELSE 'done' END,
       timestamptz '2024-01-01' + random() * interval '730 days',
       round((random() * 100)::numeric, 2)
FROM generate_series(1, 40000) AS number;
ANALYZE orders;
"""

# Customers and days differ from run to run.
QUERIES = MappingProxyType(
    {
        'statement of a big customer': (
            'SELECT id, total FROM orders WHERE customer_id = {big} '
            "AND placed_at >= date '2024-01-01' + {day} AND placed_at < date '2024-01-04' + {day}"
        ),
        'statement of a small customer': (
            'SELECT id, total FROM orders WHERE customer_id = {small} '
            "AND placed_at >= '2024-02-01' AND placed_at < '2025-11-01'"
        ),
        'latest': (
            'SELECT id, placed_at FROM orders WHERE customer_id = {small} '
            'ORDER BY placed_at DESC LIMIT 1'
        ),
        'login': "SELECT id, total FROM orders WHERE lower(trim(email)) = 'ada{small}@example.com'",
        'queue': "SELECT id FROM orders WHERE status = 'waiting' ORDER BY placed_at LIMIT 15",
    }
)


def some_query(name: str) -> str:
    """Return the query with values that nobody knows beforehand."""
    return QUERIES[name].format(
        big=random.choice(BIG), small=random.choice(SMALL), day=random.choice(DAYS)
    )


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the plan's nodes from the top down."""
    yield plan
    for child in plan.get('Plans', ()):
        yield from nodes(child)


class Shop:
    """The orders, before and after the learner's file has run."""

    def __init__(self, postgres: Any, indexes: Path) -> None:
        self.execute = postgres.execute
        self._postgres = postgres
        self._indexes = indexes
        postgres.script(SHOP)

    def index(self) -> None:
        """Run the learner's file as a migration would."""
        self._postgres.script(self._indexes)
        self.execute('ANALYZE orders')

    def read(self, query: str) -> tuple[int, set[str]]:
        """Run the query; return the pages that it read and the indexes that it used."""
        explained = self.execute(f'EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {query}')
        top = explained[0][0][0]['Plan']
        used = {node['Index Name'] for node in nodes(top) if 'Index Name' in node}
        return top['Shared Hit Blocks'] + top['Shared Read Blocks'], used

    def explain(self, query: str) -> str:
        """Return the plan as psql shows it."""
        lines = self.execute(f'EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF) {query}')
        return '\n'.join(line[0] for line in lines)

    def sizes(self) -> dict[str, int]:
        """Return the bytes of each index of the table."""
        return dict(
            self.execute(
                'SELECT indexrelid::regclass::text, pg_relation_size(indexrelid) FROM pg_index '
                "WHERE indrelid = 'orders'::regclass"
            )
        )

    def rows(self) -> list[tuple[Any, ...]]:
        """Return a digest of every row and of the place where it lies."""
        return list(
            self.execute(
                "SELECT count(*), md5(string_agg(concat(ctid, orders), '' ORDER BY id)) FROM orders"
            )
        )


@pytest.fixture
def shop(postgres: Any, answer: Path) -> Shop:
    """Return a shop with 40,000 orders and no index but the primary key."""
    return Shop(postgres, answer / 'indexes.sql')


@pytest.mark.parametrize('name', QUERIES)
def test_a_query_reads_few_pages(shop: Shop, name: str) -> None:
    """With the learner's indexes a query reads a fifteenth of the pages, through an index."""
    query = some_query(name)
    before, _ = shop.read(query)
    shop.index()
    after, used = shop.read(query)
    limit = before // FEWER
    plan = f'indexes.sql, {name}: {query}\n\n{shop.explain(query)}'
    assert used, f'the {name} uses no index: does one hold exactly what it compares?\n{plan}'
    assert after <= limit, (
        f'the {name} reads {after} pages, expected {limit} at most. Is the index that it uses '
        f'sorted so that the wanted rows lie side by side?\n{plan}'
    )


def test_writing_pays_for_three_indexes(shop: Shop) -> None:
    """Besides the primary key there are one to three indexes."""
    shop.index()
    made = shop.sizes().keys() - {'orders_pkey'}
    listed = ', '.join(sorted(made)) or 'none'
    assert 0 < len(made) <= ALLOWED, (
        f'indexes.sql makes {len(made)} indexes ({listed}), expected one to three: '
        'every insert writes into each of them. Which queries can share one?'
    )


def test_finished_orders_stay_out_of_the_queue(shop: Shop) -> None:
    """The index that serves the queue holds the waiting orders alone."""
    shop.index()
    _, used = shop.read(QUERIES['queue'])
    sizes = shop.sizes()
    limit = sizes['orders_pkey'] // QUEUE_SHARE
    assert used, 'the queue uses no index: see the message of the test with its query'
    for name in used:
        assert sizes[name] <= limit, (
            f'the queue reads {name}, which takes {sizes[name]} bytes, expected {limit} at most: '
            'one order of 200 waits, and indexes.sql makes an entry for the finished ones too'
        )


def test_the_orders_stay_as_they_are(shop: Shop) -> None:
    """Rows and their places are the same after the learner's file has run."""
    before = shop.rows()
    shop.index()
    assert shop.rows() == before, (
        'indexes.sql changed or moved rows of orders; expected CREATE INDEX statements alone'
    )
    assert 'orders_pkey' in shop.sizes(), 'the primary key is gone: indexes.sql must leave it alone'
