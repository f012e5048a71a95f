"""Everything that has a place on the map of the game."""


class Entity:
    """Something at a place."""

    __slots__ = ('x', 'y', 'name')

    def __init__(self, x: int, y: int) -> None:
        self.x = x
        self.y = y

    def move(self, right: int, down: int) -> None:
        """Go so many fields to the right and down."""
        self.x += right
        self.y += down


class Monster(Entity):
    """Something that bites."""

    __slots__ = ('health',)

    def __init__(self, x: int, y: int, health: int) -> None:
        super().__init__(x, y)
        self.health = health


class Character(Entity):
    """Somebody with a name. Closed, so that a child may choose to be open."""

    __slots__ = ()

    def __init__(self, x: int, y: int, name: str) -> None:
        super().__init__(x, y)
        self.name = name

    def greet(self) -> str:
        """Return what is said when another player comes near."""
        return f'{self.name} waves'


class Player(Character):
    """Somebody with a name, steered by a person; mods keep what they like on it."""

    __slots__ = ('__dict__',)


class Bot(Character):
    """Somebody with a name, steered by the server."""

    __slots__ = ('goal',)

    def __init__(self, x: int, y: int, name: str, goal: int) -> None:
        super().__init__(x, y, name)
        self.goal = goal

    def step(self) -> None:
        """Walk one field to the right, unless the goal is reached."""
        if self.x < self.goal:
            self.move(1, 0)
