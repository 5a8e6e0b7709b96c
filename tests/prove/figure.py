"""What a proof says: so many tried, so many as they should be."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`good` of `tried` came out right; the goal is all of them."""

    good: int
    tried: int

    @property
    def reached(self) -> bool:
        return self.good == self.tried > 0

    @property
    def text(self) -> str:
        return f"{self.good} of {self.tried}"

    @property
    def goal(self) -> str:
        return f"{self.tried} of {self.tried}"
