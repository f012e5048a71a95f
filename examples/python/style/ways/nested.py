"""Conditions inside conditions."""


def fee(age: int, zone: int) -> int:
    """Return what a trip costs."""
    if age >= 3:
        if age >= 10:
            if zone == 2:
                return 5
            return 4
        return 1
    return 0
