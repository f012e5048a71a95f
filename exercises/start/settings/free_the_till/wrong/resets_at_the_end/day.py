"""Replay a day of the café from its log."""

import till


def replay(log: str) -> str:
    """Return all receipts of a day, one below the other."""
    receipts = []
    for line in log.splitlines():
        match line.split():
            case ['price', item, cents]:
                till.set_price(item, int(cents))
            case ['discount', percent]:
                till.give_discount(int(percent))
            case ['sell', item]:
                till.sell(item)
            case ['close']:
                receipts.append(till.close())
    till.reset()
    return '\n'.join(receipts)
