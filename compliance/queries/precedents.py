"""How the same standard was judged before: so that like is judged alike."""

import re
from dataclasses import dataclass

from compliance.models import ReportFinding
from compliance.states import ReportState
from surveys.states import Rating

from .same_standard import rows_like

LOOKED_AT, SHOWN = 200, 5
SMALL_WORDS = frozenset(
    ["an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "in", "is", "it", "no", "not", "of"]
    + ["on", "or", "that", "the", "this", "to", "was", "were", "with"]
)


@dataclass(frozen=True)
class Precedent:
    """One earlier judgement, without the name of the practice."""

    finding: object
    likeness: int  # words in common with what was noted now

    def text(self, words: str) -> str:
        """The practice and its site are not named: the rating is compared, not the place."""
        for name, instead in (
            (self.finding.report.practice.legal_name, "the practice"),
            (self.finding.site.name, "the site"),
            (self.finding.site.city, "the town"),
        ):
            words = re.sub(re.escape(name), instead, words, flags=re.I) if name else words
        return words

    @property
    def observed(self) -> str:
        return self.text(self.finding.observed)

    @property
    def reason(self) -> str:
        return self.text(self.finding.reason)

    @property
    def requirement(self) -> str:
        return self.text(self.finding.requirement)


def precedents(finding, reader) -> dict:
    """The ratings of the same standard in issued reports of other applications; the closest notes first."""
    found = list(earlier_ones(finding, reader)[:LOOKED_AT])
    noted = words_of(finding.observed)
    likest = sorted(
        (Precedent(each, len(noted & words_of(each.observed))) for each in found), key=lambda each: -each.likeness
    )
    return {
        "count": len(found),
        "in_words": ", ".join(counted(found)),
        "changed": sum(each.changed for each in found),
        "likest": likest[:SHOWN],
    }


def counted(found) -> list[str]:
    """'met 17', 'not met 2': what never was is left out."""
    tally = [(rating.label, sum(each.assessed == rating for each in found)) for rating in Rating]
    return [f"{label.lower()} {count}" for label, count in tally if count]


def earlier_ones(finding, reader):
    """Nothing of a case that the reader stepped off, and nothing of the practice at hand."""
    rows = ReportFinding.objects.filter(standard__in=rows_like(finding.standard), report__state=ReportState.ISSUED)
    rows = rows.exclude(report__application__practice=finding.report.practice_id)
    rows = rows.exclude(report__case__recusals__user=reader)
    return rows.select_related("report__application__practice", "site").order_by("-report__issued_on", "place")


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{2,}", text.lower())) - SMALL_WORDS
