"""Shapes of the drawing program."""


class Shape:
    """Anything that can be drawn at a place."""

    __slots__ = ('x', 'y', 'text')

    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y


class Circle(Shape):
    """A circle around its place."""

    __slots__ = ('radius',)

    def __init__(self, x: float, y: float, radius: float) -> None:
        super().__init__(x, y)
        self.radius = radius


class Dot(Circle):
    """A circle without a radius."""

    # Nothing to add, but leaving this line out would bring the dictionary back.
    __slots__ = ()

    def __init__(self, x: float, y: float) -> None:
        super().__init__(x, y, radius=0)


class Label(Shape):
    """A text at a place; plug-ins add attributes of their own."""

    __slots__ = ('__dict__',)

    def __init__(self, x: float, y: float, text: str) -> None:
        super().__init__(x, y)
        self.text = text
