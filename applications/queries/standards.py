"""Which standards a practice is judged by, and which written policies they ask for."""

from dataclasses import dataclass

from applications.flags import Flag
from applications.gaps.policies import needed
from applications.models import Edition, PolicyType, Standard
from applications.queries.crosswalk import counted, crossings


def applicable(application) -> list[Standard]:
    """The rated rows that apply to this application, in the order of their numbers."""
    return [row for row in application.standards() if row.is_rated]


def required_policies(application) -> dict[PolicyType, list[Standard]]:
    """Each policy that step 5 asks for, with the standards that it is needed for."""
    return needed(application)


def applying(application) -> dict:
    """How many standards apply with the answers so far, and which of them because of an answer."""
    known = {row.pk: row for row in application.standards()}
    because: dict[str, list[Standard]] = {}
    rows = applicable(application)
    for row in rows:
        if reason := reason_for(row, known):
            because.setdefault(reason, []).append(row)
    return {"count": len(rows), "because": sorted(because.items())}


def reason_for(row: Standard, known: dict) -> str:
    """The answer because of which a row applies, its own or that of a row above it; nothing when it applies to all."""
    while row is not None:
        if row.applies_if != Flag.ALWAYS:
            return row.get_applies_if_display()
        row = known.get(row.parent_id)
    return ""


@dataclass(frozen=True)
class Sheet:
    """What a practice is judged by: every rated row that applies, why it applies, and what each continues."""

    edition: Edition | None
    rows: list  # of (standard, because of which answer)
    since: Edition | None
    crossings: list

    @property
    def counts(self) -> dict[str, int]:
        return counted(self.crossings)


def sheet(application, since: Edition | None) -> Sheet:
    """since: the edition that the reader knows from before, when it is another one."""
    edition, known = application.judged_by(), {row.pk: row for row in application.standards()}
    rows = [(row, reason_for(row, known)) for row in applicable(application)]
    moved = crossings(edition, since) if edition and since else []
    return Sheet(edition, rows, since, moved)
