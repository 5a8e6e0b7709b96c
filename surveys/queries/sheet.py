"""The findings of a survey as the surveyor works through them: by site and domain, with what is still open."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..gaps import gaps, needs_a_note
from ..models import Finding


@dataclass(frozen=True)
class Progress:
    total: int
    rated: int
    noteless: int

    @classmethod
    def of(cls, findings: Iterable) -> "Progress":
        findings = list(findings)
        rated = sum(not each.is_open for each in findings)
        return cls(len(findings), rated, sum(needs_a_note(each) for each in findings))

    @property
    def is_complete(self) -> bool:
        return self.rated == self.total and not self.noteless

    def __str__(self):
        words = f"{self.rated} of {self.total} rated"
        return f"{words}, {self.noteless} need{'s' if self.noteless == 1 else ''} a note" if self.noteless else words


@dataclass(frozen=True)
class Tab:
    """One site, or one domain at a site: how far it is, and whether it is the one on the page."""

    key: str
    title: str
    progress: Progress
    is_here: bool


class Sheet:
    """What the field page shows: one site, one domain of it, all its findings or only those still open.

    blank: without the answers. So a tablet keeps the page: there only what is sealed may tell them.
    """

    def __init__(self, survey, *, visit: str = "", domain: str = "", only_open: bool = False, blank: bool = False):
        self.survey, self.only_open = survey, only_open
        self.findings = [unanswered(each) if blank else each for each in survey.findings()]
        self.visits = list({each.visit_id: each.visit for each in self.findings}.values())
        self.visit = next((each for each in self.visits if str(each.pk) == visit), None) or first(self.visits)
        here = [each for each in self.findings if each.visit_id == getattr(self.visit, "pk", None)]
        self.domains = list({each.standard.domain_id: each.standard.domain for each in here}.values())
        self.domain = next((each for each in self.domains if each.number == domain), None) or first(self.domains)
        self.here = here

    @property
    def progress(self) -> Progress:
        return Progress.of(self.findings)

    @property
    def sites(self) -> list[Tab]:
        return [
            Tab(
                str(visit.pk),
                str(visit.site),
                Progress.of(each for each in self.findings if each.visit_id == visit.pk),
                visit == self.visit,
            )
            for visit in self.visits
        ]

    @property
    def chapters(self) -> list[Tab]:
        return [
            Tab(
                domain.number,
                str(domain),
                Progress.of(each for each in self.here if each.standard.domain_id == domain.pk),
                domain == self.domain,
            )
            for domain in self.domains
        ]

    @property
    def cards(self) -> list:
        """The findings on the page."""
        chapter = [each for each in self.here if each.standard.domain_id == self.domain.pk] if self.domain else []
        return [each for each in chapter if gaps(each)] if self.only_open else chapter

    @property
    def places(self) -> list[tuple[str, str]]:
        """Every page of the sheet: site and domain, in order."""
        return list(dict.fromkeys((str(f.visit_id), f.standard.domain.number) for f in self.findings))

    def after(self) -> tuple[str, str] | None:
        """The site and domain that come next, or None after the last."""
        here = (str(self.visit.pk), self.domain.number) if self.visit else None
        following = self.places[self.places.index(here) + 1 :] if here in self.places else []
        return first(following)


def unanswered(finding) -> Finding:
    return Finding(pk=finding.pk, visit=finding.visit, standard=finding.standard)


def first(rows):
    return rows[0] if rows else None
