"""The worksheets of charts and tracers at one site: by number, then by standard, with what was marked so far."""

import json
from dataclasses import dataclass

from django.urls import reverse

from .. import marks
from ..states import Mark


@dataclass(frozen=True)
class Line:
    """One standard in one chart."""

    finding: object
    field: str
    value: str
    revision: int
    is_clash: bool

    @classmethod
    def of(cls, finding, field: str) -> "Line":
        answer = finding.answer(field)
        return cls(finding, field, answer.value, answer.revision, answer.is_clash)

    @property
    def prefix(self) -> str:
        return f"f{self.finding.pk.hex}"

    @property
    def revisions(self) -> str:
        return json.dumps({self.field: self.revision})

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        return [(mark.value, mark.label, mark == self.value) for mark in Mark]


@dataclass(frozen=True)
class Numbered:
    """One chart, or one tracer."""

    field: str
    lines: list[Line]

    def __str__(self):
        return marks.label(self.field)

    @property
    def marked(self) -> int:
        return sum(bool(line.value) for line in self.lines)


def worksheet(findings, kind: str) -> list[Numbered]:
    """Every chart (or tracer) with a line for each standard that charts (or tracers) can show."""
    looked_at = [each for each in findings if marks.looks_at(kind, each.standard)]
    return [Numbered(field, [Line.of(each, field) for each in looked_at]) for field in marks.fields(kind)]


def address(visit, kind: str) -> str:
    return reverse("surveys:charts", args=[visit.survey_id, visit.pk, kind])


def addresses(visits) -> list[str]:
    """The pages that a tablet keeps beside those of the findings."""
    return [address(visit, kind) for visit in visits for kind in marks.KINDS]
