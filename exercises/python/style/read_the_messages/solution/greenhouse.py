"""When the windows of a greenhouse open."""

NIGHT = 'night'
USUAL = 18
# Degrees above the wish from which a window is opened.
MORE_AT_NIGHT = 12
MORE_IN_RAIN = 25
HIGHEST_ON_SIGNS = 40


def wish(plant: str, wishes: dict[str, int]) -> int:
    """Return the degrees that a plant wishes, and 18 for a plant that nobody asked."""
    # Not `get(plant) or USUAL`: a wish of 0 is a wish.
    return wishes.get(plant, USUAL)


def is_open(degrees: int, wished: int, time: str, rain: bool) -> bool:
    """Tell whether the window above a plant is open."""
    if rain:
        return degrees > wished + MORE_IN_RAIN
    limit = wished + MORE_AT_NIGHT if time == NIGHT else wished
    return degrees > limit


def label(plant: str, degrees: int) -> str:
    """Return the text for the sign at a plant."""
    if plant and -5 <= degrees <= HIGHEST_ON_SIGNS:
        return f'{plant}: {degrees}'
    return plant
