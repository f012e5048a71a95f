"""Readings of a weather station."""

ABSOLUTE_ZERO = -273.15
ICE = 32
INCHES = 0.02953
KNOTS = 1.943844


class Reading:
    """One reading: what is stored is in degrees Celsius, hectopascals and metres a second."""

    __slots__ = ('_celsius', 'hectopascals', 'wind')

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

    @property
    def fahrenheit(self) -> float:
        """Return the temperature in degrees Fahrenheit."""
        return self.celsius * 9 / 5 + ICE

    @fahrenheit.setter
    def fahrenheit(self, degrees: float) -> None:
        self.celsius = (degrees - ICE) * 5 / 9

    @property
    def kelvin(self) -> float:
        """Return the temperature above absolute zero."""
        return self.celsius - ABSOLUTE_ZERO

    @kelvin.setter
    def kelvin(self, degrees: float) -> None:
        self.celsius = degrees + ABSOLUTE_ZERO

    @property
    def inches(self) -> float:
        """Return the pressure in inches of mercury."""
        return self.hectopascals * INCHES

    @inches.setter
    def inches(self, height: float) -> None:
        self.hectopascals = height / INCHES

    @property
    def knots(self) -> float:
        """Return the speed of the wind in knots."""
        return self.wind * KNOTS

    @knots.setter
    def knots(self, speed: float) -> None:
        self.wind = speed * KNOTS

    def row(self) -> tuple[float, float, float]:
        """Return what the archive stores."""
        return self.celsius, self.hectopascals, self.wind
