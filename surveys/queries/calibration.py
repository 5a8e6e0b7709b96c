"""How far two surveyors who judge the same finding agree, standard by standard."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from math import sqrt

from ..feedback import FEWEST
from ..models import SecondRating

WIDE = 1.96  # standard errors of an interval that holds 95 times of 100


@dataclass(frozen=True)
class Agreement:
    """One standard with its pairs of ratings: (first, second)."""

    standard: str
    pairs: tuple[tuple[str, str], ...]

    @property
    def count(self) -> int:
        return len(self.pairs)

    @property
    def is_hidden(self) -> bool:
        """Too few to say anything about a standard, and not about people."""
        return self.count < FEWEST

    @property
    def share(self) -> float:
        return sum(first == second for first, second in self.pairs) / self.count

    @property
    def kappa(self) -> float | None:
        """Agreement beyond chance (Cohen); None when both sides only ever gave one and the same rating."""
        firsts, seconds = Counter(pair[0] for pair in self.pairs), Counter(pair[1] for pair in self.pairs)
        by_chance = sum(firsts[rating] * seconds[rating] for rating in firsts) / self.count**2
        return None if by_chance == 1 else (self.share - by_chance) / (1 - by_chance)

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies, 95 times of 100 (Wilson): honest also for few pairs."""
        n, p, z = self.count, self.share, WIDE
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, middle - half), min(1.0, middle + half)

    @property
    def cells(self) -> list[str]:
        if self.is_hidden:
            return [self.standard, f"fewer than {FEWEST}", "-", "-", "-"]
        low, high = self.interval
        kappa = "cannot be told" if self.kappa is None else f"{self.kappa:.2f}"
        return [self.standard, str(self.count), f"{self.share:.0%}", f"{low:.0%} to {high:.0%}", kappa]


def agreements() -> list[Agreement]:
    """Every standard that has a second rating, over all texts of its edition, in the order of the numbers."""
    found = defaultdict(list)
    names: dict = {}
    rows = SecondRating.objects.given().select_related("finding__standard__edition")
    for row in rows.order_by("finding__standard__edition__effective_on", "finding__standard__position"):
        standard = row.finding.standard
        key = (standard.edition.code, standard.code)
        names[key] = f"{standard.edition.code} {standard}"
        found[key].append((row.finding.rating, row.rating))
    return [Agreement(names[key], tuple(pairs)) for key, pairs in found.items()]
