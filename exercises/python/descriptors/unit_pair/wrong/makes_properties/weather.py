"""Readings of a weather station."""

ABSOLUTE_ZERO = -273.15
ICE = 32
INCHES = 0.02953
KNOTS = 1.943844


def Converted(source: str, factor: float, offset: float = 0) -> property:
    """Return an attribute that shows another one in another unit."""
    return property(
        lambda instance: getattr(instance, source) * factor + offset,
        lambda instance, number: setattr(instance, source, (number - offset) / factor),
    )


class Reading:
    """One reading: what is stored is in degrees Celsius, hectopascals and metres a second."""

    __slots__ = ('_celsius', 'hectopascals', 'wind')

    fahrenheit = Converted('celsius', 9 / 5, ICE)
    kelvin = Converted('celsius', 1, -ABSOLUTE_ZERO)
    rankine = Converted('kelvin', 9 / 5)
    inches = Converted('hectopascals', INCHES)
    knots = Converted('wind', KNOTS)

    def __init__(self, celsius: float, hectopascals: float, wind: float) -> None:
        self.celsius = celsius
        self.hectopascals = hectopascals
        self.wind = wind

    @property
    def celsius(self) -> float:
        """Return the temperature in degrees Celsius."""
        return self._celsius

    @celsius.setter
    def celsius(self, degrees: float) -> None:
        if degrees < ABSOLUTE_ZERO:
            raise ValueError(f'{degrees} degrees Celsius are below absolute zero')
        self._celsius = degrees

    def row(self) -> tuple[float, float, float]:
        """Return what the archive stores."""
        return self.celsius, self.hectopascals, self.wind
