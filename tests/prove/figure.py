"""What a proof says: so many tried, so many as they should be."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`good` of `tried` came out right; the goal is all of them, or that many of a hundred."""

    good: int
    tried: int
    percent: int = 100

    @property
    def reached(self) -> bool:
        return self.tried > 0 and self.good * 100 >= self.tried * self.percent

    @property
    def text(self) -> str:
        return f"{self.good} of {self.tried}"

    @property
    def goal(self) -> str:
        share = f"{self.percent} % of " if self.percent < 100 else f"{self.tried} of "
        return f"{share}{self.tried}"
