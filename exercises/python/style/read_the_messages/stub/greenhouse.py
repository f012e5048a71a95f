"""When the windows of a greenhouse open."""

NIGHT = 'night'


def wish(plant: str, data: dict[str, int]) -> int:
    """Return the degrees that a plant wishes, and 18 for a plant that nobody asked."""
    if plant in data:
        return data[plant]
    return 18


def is_open(degrees: int, wished: int, time: str, rain: bool) -> bool:
    """Tell whether the window above a plant is open."""
    if not rain:
        t = wished + 12 if time == NIGHT else wished
    else:
        t = wished + 25
    if degrees > t:
        return True
    return False


def label(plant: str, degrees: int) -> str:
    """Return the text for the sign at a plant."""
    if len(plant) > 0 and degrees >= -5 and degrees <= 40:
        return plant + ': ' + str(degrees)
    return plant
