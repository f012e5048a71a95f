"""The table becomes what was asked, and the shop does not notice."""

import itertools
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

LIMIT = 60
PATIENCE = '1500ms'
STEP = 0.005
SHOWN = 120
FEW = 6
BATCH = 2000
LONGER_THAN_IT_MAY_WAIT = 1.5

SHOP = """
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL,
    quantity integer NOT NULL
);
INSERT INTO customers SELECT number, 'customer ' || number FROM generate_series(1, 50) AS number;
INSERT INTO orders (customer_id, quantity)
SELECT 1 + random() * 49, 1 + random() * 4 FROM generate_series(1, 8000);
ANALYZE;
CREATE ROLE migrator LOGIN PASSWORD 'migrator';
ALTER TABLE customers OWNER TO migrator;
ALTER TABLE orders OWNER TO migrator;
GRANT CREATE ON SCHEMA public TO migrator;
"""

# The server itself tells what the migration does. Before each command that changes the schema it
# stops the migration until the test has looked around; after it, it notes the locks that keep
# readers or writers out, and the rows that were read meanwhile.
WATCH = """
CREATE SCHEMA watch;
CREATE SEQUENCE watch.asked;
CREATE SEQUENCE watch.answered MINVALUE 0 START 0;
CREATE TABLE watch.seen (xid xid8, statement text, locks text[], done text, rows bigint);

CREATE FUNCTION watch.rows_read() RETURNS bigint LANGUAGE sql AS $$
    SELECT coalesce(sum(seq_tup_read), 0)::bigint FROM pg_stat_xact_user_tables
    WHERE relid IN ('public.orders'::regclass, 'public.customers'::regclass)
$$;
CREATE FUNCTION watch.note(done text, rows bigint) RETURNS void LANGUAGE sql AS $$
    INSERT INTO watch.seen
    SELECT pg_current_xact_id(), current_query(), ARRAY(
        SELECT DISTINCT mode FROM pg_locks
        WHERE pid = pg_backend_pid()
        AND relation IN ('public.orders'::regclass, 'public.customers'::regclass)
        AND mode IN ('AccessExclusiveLock', 'ExclusiveLock', 'ShareRowExclusiveLock', 'ShareLock')
    ), done, rows
$$;
CREATE FUNCTION watch.before() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    turn bigint := nextval('watch.asked');
BEGIN
    WHILE (SELECT last_value FROM watch.answered) < turn LOOP
        PERFORM pg_sleep(0.002);
    END LOOP;
    PERFORM set_config('watch.rows', watch.rows_read()::text, false);
END $$;
CREATE FUNCTION watch.after() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    PERFORM watch.note('read', watch.rows_read() - current_setting('watch.rows')::bigint);
END $$;
CREATE FUNCTION watch.updated() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF session_user = 'migrator' THEN
        PERFORM watch.note('wrote', (SELECT count(*) FROM fresh));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER updated AFTER UPDATE ON orders REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION watch.updated();
CREATE EVENT TRIGGER before ON ddl_command_start EXECUTE FUNCTION watch.before();
CREATE EVENT TRIGGER after ON ddl_command_end EXECUTE FUNCTION watch.after();
"""

DESCRIPTION = r"""
SELECT concat_ws(' ', 'column', attname, format_type(atttypid, atttypmod),
                 CASE WHEN attnotnull THEN 'NOT NULL' END,
                 'DEFAULT ' || pg_get_expr(adbin, adrelid))
FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
WHERE attrelid = 'orders'::regclass AND attname = 'public_id'
UNION ALL
SELECT concat_ws(' ', CASE WHEN indisvalid THEN 'valid' ELSE 'invalid' END,
                 CASE WHEN indisunique THEN 'unique' END,
                 'index' || substring(pg_get_indexdef(indexrelid) from ' \(.*'))
FROM pg_index WHERE indrelid = 'orders'::regclass AND NOT indisprimary
UNION ALL
SELECT 'constraint ' || pg_get_constraintdef(oid)
FROM pg_constraint WHERE conrelid = 'orders'::regclass AND contype IN ('c', 'f')
"""
ASKED = frozenset(
    (
        'column public_id uuid NOT NULL DEFAULT gen_random_uuid()',
        'valid unique index (public_id)',
        'constraint FOREIGN KEY (customer_id) REFERENCES customers(id)',
        'constraint CHECK ((quantity > 0))',
    )
)


class Migration:
    """The deployment's command, which the server stops before each change of the schema."""

    def __init__(self, shop: 'Shop', running: Any) -> None:
        self.output = running.output
        self._ask = shop.ask
        self._running = running

    @property
    def statement(self) -> str:
        """The statement that runs now, as a message shows it."""
        found = self._ask("SELECT query FROM pg_stat_activity WHERE usename = 'migrator'")
        return shortened(found[0][0]) if found else 'its end'

    @property
    def code(self) -> int:
        """What psql ended with."""
        return int(self._running.wait(LIMIT))

    def until(self, condition: Callable[[], bool]) -> bool:
        """Wait until the condition is true; False when the migration ended before."""
        while not condition():
            if self._running.process.poll() is not None:
                return condition()
            time.sleep(STEP)
        return True

    def pauses(self) -> bool:
        """Wait until the migration is stopped; False when it has ended."""
        return self.until(self.is_paused)

    def is_paused(self) -> bool:
        """Tell whether the migration waits for the test's answer."""
        asked, answered = self._ask(
            'SELECT last_value, is_called FROM watch.asked '
            'UNION ALL SELECT last_value, is_called FROM watch.answered'
        )
        return bool(asked[1] and asked[0] > answered[0])

    def go_on(self) -> None:
        """Let a stopped migration go on."""
        self._ask("SELECT setval('watch.answered', last_value) FROM watch.asked")

    def waits_for(self, connection: Any) -> bool:
        """Tell whether the migration waits for this connection's transaction."""
        found = self._ask(
            "SELECT FROM pg_stat_activity WHERE usename = 'migrator' "
            'AND %s = ANY(pg_blocking_pids(pid))',
            connection.info.backend_pid,
        )
        return bool(found)

    def finish(self) -> int:
        """Let the migration run to its end without another look."""
        while self.pauses():
            self.go_on()
        return self.code


class Shop:
    """The shop's database, and the old version of the shop that works on it."""

    def __init__(self, postgres: Any, processes: Any, script: Path) -> None:
        self.postgres = postgres
        self._processes = processes
        self._script = script
        postgres.script(SHOP)
        self._connection = postgres.connect(autocommit=True)
        self._old_version = postgres.connect(autocommit=True)
        self.expected = self.orders()
        self._changed = 0

    def migrate(self) -> Migration:
        """Start the deployment's command."""
        psql = self.postgres.cluster.programs / 'psql'
        running = self._processes.start(
            [psql, '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', self._script],
            env={**self.postgres.environment, 'PGUSER': 'migrator', 'PGPASSWORD': 'migrator'},
        )
        return Migration(self, running)

    def work(self, migration: Migration, connection: Any, patience: str) -> str:
        """Read, insert and change an order; return what had to wait longer than ``patience``."""
        import psycopg

        connection.execute(f"SET lock_timeout = '{patience}'")
        # A transaction that is still open may keep the order that was changed last.
        changed = random.choice(tuple(self.expected.keys() - {self._changed}))
        try:
            connection.execute('SELECT quantity FROM orders WHERE id = %s', [changed]).fetchone()
        except psycopg.errors.LockNotAvailable:
            return 'a SELECT'
        try:
            self._write(connection, changed)
        except psycopg.errors.LockNotAvailable:
            return 'an INSERT or UPDATE'
        except psycopg.IntegrityError as refusal:
            pytest.fail(
                'the old version of the shop cannot insert an order when migration.sql has come '
                f'to {migration.statement}: {refusal}\n'
                'Which value does a new row get at that moment?'
            )
        return ''

    def sell(self, migration: Migration, patience: str = '250ms') -> str:
        """Do the old version's work in a short transaction."""
        with self._old_version.transaction():
            return self.work(migration, self._old_version, patience)

    def orders(self) -> dict[int, tuple[int, int]]:
        """Return all orders as the old version sees them."""
        rows = self.ask('SELECT id, customer_id, quantity FROM orders')
        return {order: (customer, quantity) for order, customer, quantity in rows}

    def known(self) -> dict[int, str]:
        """Return the public ids that are there, whether or not there is such a column yet."""
        ids = self.ask("SELECT id, to_jsonb(orders) ->> 'public_id' FROM orders")
        return {order: public_id for order, public_id in ids if public_id}

    def ask(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Run a query for the test itself."""
        return list(self._connection.execute(sql, values or None).fetchall())

    def check(self) -> None:
        """Fail unless the table is what was asked, with every order in it."""
        found = {row[0] for row in self.ask(DESCRIPTION)}
        missing, extra = sorted(ASKED - found), sorted(found - ASKED)
        assert found == ASKED, (
            f'after migration.sql orders lacks {missing} of what was asked, and has besides {extra}'
        )
        lost = sorted(self.expected.items() ^ self.orders().items())
        few = lost[:FEW]
        assert not lost, f'migration.sql lost or changed orders: {few}'
        distinct = len(set(self.known().values()))
        assert distinct == len(self.expected), (
            f'after migration.sql {len(self.expected)} orders have {distinct} different public ids'
        )

    def _write(self, connection: Any, changed: int) -> None:
        quantity = random.randint(1, 9)
        added = connection.execute(
            'INSERT INTO orders (customer_id, quantity) VALUES (1, 1) RETURNING id'
        ).fetchone()
        connection.execute('UPDATE orders SET quantity = %s WHERE id = %s', [quantity, changed])
        self.expected[added[0]] = (1, 1)
        self.expected[changed] = (self.expected[changed][0], quantity)
        self._changed = changed


def shortened(statement: str) -> str:
    """Return a statement on one line, as a message shows it."""
    words = ' '.join(statement.split())
    beginning = words[:SHOWN]
    return f'`{beginning}`' if beginning == words else f'`{beginning}...`'


def nothing_held(migration: Migration, waiting: str) -> None:
    """Fail if somebody waits although no statement of the migration is running."""
    assert not waiting, (
        f'{waiting} has to wait when migration.sql has only come to {migration.statement}: '
        'a statement before it keeps its lock. Which transaction is still open?'
    )


def succeeded(migration: Migration, run: str = 'the first run') -> None:
    """Fail unless the deployment's command ended well."""
    code = migration.code
    assert code == 0, (
        f'psql ended {run} of migration.sql with {code} while nobody was in its way:\n'
        f'{migration.output()}'
    )


@pytest.fixture
def shop(postgres: Any, processes: Any, answer: Path) -> Shop:
    """Return a shop with 8,000 orders."""
    return Shop(postgres, processes, answer / 'migration.sql')


@pytest.fixture
def watched(shop: Shop) -> Shop:
    """Return a shop whose server stops the migration again and again, and takes notes."""
    shop.postgres.script(WATCH)
    return shop


def test_the_table_becomes_what_was_asked(shop: Shop) -> None:
    """On a quiet table the migration does its work, and no harm when it is run again."""
    succeeded(shop.migrate())
    shop.check()
    known = shop.known()
    succeeded(shop.migrate(), 'the second run')
    shop.check()
    assert shop.known() == known, 'the second run of migration.sql changed public ids'


def test_no_rows_are_touched_under_a_heavy_lock(watched: Shop) -> None:
    """What keeps readers or writers out does not read or write rows meanwhile."""
    migration = watched.migrate()
    migration.finish()
    succeeded(migration)
    seen = watched.ask(
        'SELECT statement, done, rows, array_to_string(locks, $$, $$) FROM watch.seen '
        'WHERE rows > 0 AND cardinality(locks) > 0'
    )
    told = '\n'.join(
        f'{shortened(statement)} {done} {rows} rows while it held {locks}'
        for statement, done, rows, locks in seen
    )
    assert not seen, f'{told}\nThe shop is kept out for as long as that takes.'


def test_the_column_is_filled_in_batches(watched: Shop) -> None:
    """A transaction writes 2,000 rows at most, and keeps no more from those who want to write."""
    migration = watched.migrate()
    migration.finish()
    succeeded(migration)
    # Each row knows the transaction that wrote it, too.
    batches = watched.ask(
        "SELECT sum(rows) FROM watch.seen WHERE done = 'wrote' GROUP BY xid "
        'UNION ALL SELECT count(*) FROM orders GROUP BY xmin::text'
    )
    most = max(batch[0] for batch in batches)
    assert most <= BATCH, (
        f'one transaction of migration.sql wrote {most} rows, expected {BATCH} at most: '
        'until it commits nobody else can change them'
    )


def test_the_old_version_goes_on_working(watched: Shop) -> None:
    """Between any two statements the shop reads, inserts and updates, and nothing of it is lost."""
    migration = watched.migrate()
    while migration.pauses():
        nothing_held(migration, watched.sell(migration))
        migration.go_on()
    succeeded(migration)
    watched.check()


def test_nobody_waits_behind_the_migration(watched: Shop) -> None:
    """While a transaction is open the migration gives up, and a later run does all the work."""
    for turn in itertools.count():
        known = watched.known()
        migration = watched.migrate()
        for _ in range(turn):
            migration.pauses()
            migration.go_on()
        if not migration.pauses():
            break
        statement = migration.statement
        hold_up(watched, migration)
        assert migration.code == 0 or 'lock timeout' in migration.output(), (
            f'a transaction was open during {statement}, and psql ended migration.sql not with a '
            f'lock timeout, but with:\n{migration.output()}'
        )
        kept = known.items() <= watched.known().items()
        assert kept, 'migration.sql ran again and changed public ids that were there before'
    succeeded(migration, 'the last of several runs')
    watched.check()


def hold_up(shop: Shop, migration: Migration) -> None:
    """Keep a transaction open while the migration runs its next statement."""
    statement = migration.statement
    with shop.postgres.connect() as slow:
        nothing_held(migration, shop.work(migration, slow, '250ms'))
        migration.go_on()
        migration.until(lambda: migration.waits_for(slow) or migration.is_paused())
        if migration.waits_for(slow):
            waiting = shop.sell(migration, PATIENCE)
            assert not waiting, (
                f'{waiting} waits behind {statement}, which waits for an open transaction. '
                'How long may migration.sql wait for a lock?'
            )
        end = time.monotonic() + LONGER_THAN_IT_MAY_WAIT
        migration.until(lambda: not migration.waits_for(slow) or time.monotonic() > end)
    migration.finish()
