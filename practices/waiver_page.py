"""What the pages of score waivers show."""

from dataclasses import dataclass
from functools import cached_property

from qcp.documents.models import Letter, StoredFile
from qcp.web.pictures.gauge import Bar, Gauge
from qcp.workflow.moves import moves_for

from . import policies, scoring
from .models import ScoreState
from .queries.waivers import last_day, next_chance, problems
from .states import WaiverState

COLUMNS = ("Measure", "What it asks", "Charts against it", "Met", "Counted", "Score", "In question")
NEXT = {
    WaiverState.REQUESTED: "Next, QCP staff: name members of the Oversight Council, who declare whether they have a "
    "conflict of interest.",
    WaiverState.IN_REVIEW: "Next, the Oversight Council: decide. A grant takes two of its members.",
    WaiverState.WITHDRAWN: "Withdrawn: the score of the round stands, and for this round nothing more can be asked.",
}


@dataclass(frozen=True)
class Chance:
    """One round below the percentage: until when a waiver can be asked for, or why it cannot."""

    submission: object
    problems: list[str]
    last_day: object
    may_ask: bool
    may_record: bool


def chances(submissions, user) -> list[Chance]:
    """The final scores without a waiver that did not reach the percentage, newest first."""
    short = submissions.filter(
        state=ScoreState.FINAL, results__superseded_at=None, results__meets_percentage=False, waivers=None
    ).for_list()
    return [
        Chance(
            each,
            problems(each),
            last_day(each),
            policies.may_request_waiver(each, user),
            policies.may_record_waiver(each, user),
        )
        for each in short.prefetch_related("results")
    ]


def two_bars(name, result, without) -> Gauge:
    """The score as it is, and as it would be without the measures in question."""
    needed = result.threshold_percent
    now, then = scoring.judge(result), scoring.judge(without)
    bars = (
        Bar("With all measures", now.numerator, now.denominator, needed),
        Bar("Without those in question", then.numerator, then.denominator, needed),
    )
    return Gauge(name, "Overall quality score", bars)


class WhatIf:
    """The score that the ticked measures leave, for whoever is about to ask."""

    def __init__(self, submission, ticked):
        self.submission = submission
        result = submission.result
        self.figures = scoring.Figures.from_json(result.inputs) if result else None
        allowed = {line.code for line in scoring.failed(self.figures)} if result else set()
        self.ticked = [code for code in ticked if code in allowed]

    @cached_property
    def titles(self) -> dict:
        return {measure.code: measure.title for measure in self.submission.round.measure_set.measures.all()}

    @cached_property
    def gauge(self):
        return two_bars("what-if", self.figures, scoring.without(self.figures, self.ticked))

    @property
    def finding(self) -> str:
        """What the ticked measures would change, as a sentence."""
        then = scoring.judge(scoring.without(self.figures, self.ticked))
        if not then.denominator:
            return "No chart is left without these measures, so there is no score to show."
        enough = "reaches" if then.meets_percentage else "still does not reach"
        return f"Without {', '.join(self.ticked)} the score is {then.percent}%, which {enough} what is needed."

    @property
    def others(self) -> tuple:
        """What a waiver does not set aside."""
        return scoring.judge(self.figures).beside_percentage

    @property
    def last_day(self):
        return last_day(self.submission)

    def kept(self, form):
        """The form as typed so far, without complaints: nothing was sent yet."""
        form.is_bound, form.initial = False, {**form.data.dict(), "measures": form.data.getlist("measures")}
        return form


class WaiverPage:
    """One request, its score, its evidence, and what the person may do."""

    columns = COLUMNS

    def __init__(self, waiver, user):
        self.waiver, self.user = waiver, user
        self.figures = waiver.figures

    @cached_property
    def gauge(self):
        return two_bars("waiver", self.figures, scoring.without(self.figures, self.waiver.disputed))

    @cached_property
    def measure_rows(self) -> list[tuple]:
        """Those in question first, then the others by what there is to win."""
        titles = {measure.code: measure.title for measure in self.waiver.round.measure_set.measures.all()}
        disputed = set(self.waiver.disputed)
        return [
            (
                line.code,
                titles.get(line.code, ""),
                line.gap,
                line.good,
                line.denominator,
                f"{line.percent}%" if line.denominator else "left out",
                "Yes" if line.code in disputed else "No",
            )
            for line in sorted(self.figures.measures, key=lambda line: (line.code not in disputed, -line.gap))
        ]

    @property
    def next(self) -> str:
        match self.waiver.state:
            case WaiverState.GRANTED if self.waiver.percentage_only:
                return "Next, the practice: attend the webinar if nobody has yet, and open the application."
            case WaiverState.GRANTED | WaiverState.DENIED:
                return f"Next, the practice: {self.others_first}{next_chance()}"
        return NEXT[self.waiver.state]

    @property
    def others_first(self) -> str:
        return "" if self.waiver.percentage_only else "the percentage is not all that stands in the way. "

    @cached_property
    def others(self) -> tuple:
        return scoring.judge(self.figures).beside_percentage

    @cached_property
    def files(self):
        return list(StoredFile.objects.of(self.waiver).select_related("uploaded_by"))

    @cached_property
    def letters(self):
        return list(Letter.objects.of(self.waiver))

    @cached_property
    def history(self):
        return self.waiver.history.select_related("actor").order_by("-version")

    @property
    def may_add(self) -> bool:
        return policies.may_add_evidence(self.waiver, self.user)

    @property
    def may_decide(self) -> bool:
        return self.waiver.state == WaiverState.IN_REVIEW and policies.may_decide_waiver(self.waiver, self.user)

    @property
    def may_confirm(self) -> bool:
        return self.waiver.is_open and policies.may_confirm_waiver(self.waiver, self.user)

    @property
    def may_leave(self) -> bool:
        return policies.may_leave_waiver(self.waiver, self.user)

    @cached_property
    def offers(self) -> list:
        return moves_for(self.waiver, self.user)

    @property
    def idle(self) -> bool:
        """Is there nothing that this person could do here?"""
        return not (self.offers or self.may_add or self.may_decide or self.may_leave or self.user.is_staff)

    @cached_property
    def proposals(self) -> list:
        """What the council said among itself: for the two members and the office, never for the practice."""
        inside = self.user.is_staff or self.may_decide or self.may_confirm
        return list(self.waiver.proposals.select_related("proposed_by")) if inside else []
