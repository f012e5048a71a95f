"""What asyncio tells you when you ask: debug mode, lost coroutines, names and stacks."""

import asyncio
import io
import logging
import time
import warnings


# [start suspects]
def add_up() -> None:
    """Take a moment, and never give the loop a turn."""
    time.sleep(0.2)


async def report() -> None:
    """Make the report that everybody has to wait for."""
    add_up()


async def notify() -> None:
    """Never run, because the caller below forgets an ``await``."""


async def order() -> None:
    """Commit both mistakes, in debug mode."""
    notify()
    await asyncio.create_task(report(), name='monthly report')


async def wait_at_a_gate(gate: asyncio.Event) -> None:
    """Wait for something that nobody will do."""
    await gate.wait()


async def who_waits() -> None:
    """Print every other task's name, and the function where it stands."""
    gate = asyncio.Event()
    waiting = asyncio.create_task(wait_at_a_gate(gate), name='guard')
    await asyncio.sleep(0)
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        where = task.get_stack()[-1].f_code.co_name
        print('task', task.get_name(), 'waits in', where)
    waiting.cancel()


# [end suspects]


def main() -> None:
    """Run the order in debug mode, and print what asyncio said."""
    said = io.StringIO()
    logging.getLogger('asyncio').addHandler(logging.StreamHandler(said))
    with warnings.catch_warnings(record=True, action='always') as caught:
        asyncio.run(order(), debug=True)
        for warning in caught:
            print(str(warning.message).partition('\n')[0])
    for line in said.getvalue().splitlines():
        if 'monthly' in line:
            print(line)
    asyncio.run(who_waits())


if __name__ == '__main__':
    main()
