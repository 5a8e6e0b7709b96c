"""How the rows of one edition continue those of another, for whoever moves from one to the other."""

from collections import defaultdict
from dataclasses import dataclass

from applications.models import Edition, Standard


@dataclass(frozen=True)
class Crossing:
    """One row of the newer edition with what it continues; or, without one, a row that is not asked for any more."""

    standard: Standard | None
    earlier: tuple[Standard, ...]

    @property
    def verdict(self) -> str:
        if self.standard is None:
            return "No longer asked for"
        if not self.earlier:
            return "New"
        if len(self.earlier) > 1:
            return "Joined from several"
        if self.standard.code != self.earlier[0].code:
            return "Renumbered"
        return "Same number" if self.reads_the_same else "Same number, other words"

    @property
    def reads_the_same(self) -> bool:
        return [self.standard.paraphrase, self.standard.rubric] == [self.earlier[0].paraphrase, self.earlier[0].rubric]

    @property
    def asks_other_practices(self) -> bool:
        """The question that decides whether it applies is another one."""
        return bool(self.earlier) and self.standard is not None and self.standard.applies_if not in {
            row.applies_if for row in self.earlier
        }  # fmt: skip


def predecessors(edition, since) -> dict[Standard, list[Standard]]:
    """Each row of the edition with the rows of the earlier one that it continues; none means that it is new."""
    earlier = {row.code: row for row in since.standards.for_list()}
    return {
        row: [earlier[code] for code in continued(row, edition, since) if code in earlier]
        for row in edition.standards.for_list()
    }


def continued(row, edition, since) -> list[str]:
    """The numbers that the row had in the earlier edition; in another text of the same edition, its own."""
    if edition.code == since.code:
        return [row.code]
    named = [str(each).partition(":") for each in row.maps_from]
    return [number for code, _, number in named if code == since.code]


def crossings(edition, since) -> list[Crossing]:
    """The whole crosswalk in the order of the newer edition, then what fell away."""
    known = predecessors(edition, since)
    gone_on = {row for rows in known.values() for row in rows}
    kept = [Crossing(row, tuple(rows)) for row, rows in known.items()]
    return kept + [Crossing(None, (row,)) for row in since.standards.for_list() if row not in gone_on]


def counted(rows: list[Crossing]) -> dict[str, int]:
    """How many rows of each verdict."""
    found: dict[str, int] = defaultdict(int)
    for row in rows:
        found[row.verdict] += 1
    return dict(found)


def edition_before(application) -> Edition | None:
    """What the practice was last judged by, when that was another edition or text than the one that counts now."""
    last, now = application.previous, application.judged_by()
    return last.edition if last and now and last.edition_id != now.pk else None
