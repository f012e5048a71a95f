"""A module whose value changes while the program runs."""

brewed = 0


def brew() -> int:
    """Make one more cup, and return how many there were."""
    global brewed
    brewed += 1
    return brewed


# [start pot]
class Pot:
    """The same, as an object: whoever wants a count of their own makes a pot."""

    def __init__(self) -> None:
        self.brewed = 0

    def brew(self) -> int:
        """Make one more cup, and return how many there were."""
        self.brewed += 1
        return self.brewed


# [end pot]
