"""The ledger of the shop; it is replaced in May."""


def entry(kind: str, cents: int, rows: list[str]) -> str:
    """Return a row of the ledger."""
    if kind == 'sale':
        if cents > 50000:
            if rows:
                print('a large sale')
            row = f'sale {cents} !'
        else:
            row = f'sale {cents}'
    else:
        if kind == 'refund':
            if cents > 9900:
                if rows:
                    print('a large refund')
                row = f'refund {cents} !'
            else:
                row = f'refund {cents}'
        else:
            row = f'{kind}?'
    rows.append(row)
    return row
