"""The risk grid: how likely something is to harm, against how far it reaches. One drawing, and its table with names."""

from dataclasses import dataclass

LEFT, TOP, WIDE, HIGH = 76, 30, 78, 46  # of the drawing, in its own units: its text stays legible on a phone


@dataclass(frozen=True)
class Square:
    """One field of the grid with the names of what lies in it; `weight` 0 to 4 from its place."""

    likelihood: str
    scope: str
    names: tuple[str, ...]
    row: int
    column: int

    @property
    def count(self) -> int:
        return len(self.names)

    @property
    def weight(self) -> int:
        return (2 - self.row) + self.column

    @property
    def x(self) -> int:
        return LEFT + self.column * (WIDE + 3)

    @property
    def y(self) -> int:
        return TOP + self.row * (HIGH + 3)

    @property
    def text_x(self) -> int:
        return self.x + WIDE // 2

    @property
    def text_y(self) -> int:
        return self.y + 30


@dataclass(frozen=True)
class RiskGrid:
    """`placed`: (name, likelihood, scope) of each; words as in `likelihoods` (rare first), `scopes` (small first)."""

    name: str
    title: str
    likelihoods: tuple[str, ...]
    scopes: tuple[str, ...]
    placed: tuple[tuple[str, str, str], ...]

    width, wide, high = LEFT + 3 * (WIDE + 3), WIDE, HIGH

    @property
    def squares(self) -> list[Square]:
        return [square for _, squares in self.lines for square in squares]

    @property
    def lines(self) -> list[tuple[str, list[Square]]]:
        """The most likely first, as the drawing shows them from the top."""
        return [
            (likelihood, [self.square(likelihood, scope, row, column) for column, scope in enumerate(self.scopes)])
            for row, likelihood in enumerate(reversed(self.likelihoods))
        ]

    def square(self, likelihood, scope, row, column) -> Square:
        names = tuple(name for name, *place in self.placed if place == [likelihood, scope])
        return Square(likelihood, scope, names, row, column)

    @property
    def heads(self) -> list[tuple[str, int]]:
        return [(scope, LEFT + column * (WIDE + 3) + WIDE // 2) for column, scope in enumerate(self.scopes)]

    @property
    def sides(self) -> list[tuple[str, int]]:
        return [(likelihood, squares[0].text_y) for likelihood, squares in self.lines]

    @property
    def unplaced(self) -> list[str]:
        """Those without a place on the grid."""
        inside = {name for square in self.squares for name in square.names}
        return [name for name, *_ in self.placed if name not in inside]

    @property
    def finding(self) -> str:
        """The title of the picture: what it shows, as a sentence."""
        if not self.placed:
            return f"{self.title}: nothing to place"
        worst = max((square for square in self.squares if square.count), key=lambda each: each.weight, default=None)
        if worst is None:
            return f"{self.title}: none of {len(self.placed)} is placed yet"
        where = f"{worst.likelihood.lower()} likelihood and {worst.scope.lower()} scope"
        return f"{self.title}: {len(self.placed)} in all; the highest field in use is {where}, with {worst.count}"
