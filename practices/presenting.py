"""What the page of one round shows, from one set of figures."""

from decimal import Decimal
from functools import cached_property

from qcp import clock
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.documents.models import Letter, StoredFile
from qcp.web.pictures.gauge import Bar, Gauge, score_gauge
from qcp.web.pictures.ranking import Ranking
from qcp.web.pictures.trend import Trend
from qcp.workflow.moves import moves_for

from . import figures, policies, scoring
from .improving import what_would_qualify
from .models import ScoreWaiver
from .queries.waivers import next_chance
from .queries.waivers import problems as waiver_problems
from .states import ScoreState

MEASURE_COLUMNS = ("Measure", "What it asks", "Charts against it", "Met", "Counted", "Excluded", "Score")
NEXT = {
    ScoreState.DRAFT: "Next, the practice: complete figures and report; a signatory sends them to QCP staff.",
    ScoreState.SUBMITTED: "Next, QCP staff: compare the figures with the attached report.",
    ScoreState.RETURNED: "Next, the practice: put right what QCP staff wrote; a signatory sends the figures again.",
    ScoreState.WITHDRAWN: "Withdrawn. The round can be entered anew while its scores could still count.",
}
CHART_COLUMNS = ("Module", "Target", "Eligible", "Abstracted", "All eligible attested", "Met")


def trend_of(submissions) -> Trend:
    """The final scores of a practice's rounds, oldest first."""
    final = sorted((each for each in submissions if each.result), key=lambda each: each.round.opens_on)
    bars = (
        Bar(each.round.code, each.result.numerator, each.result.denominator, threshold_of(each.result))
        for each in final
    )
    return Trend("trend", "Overall quality score over the rounds", tuple(bars))


def threshold_of(result) -> Decimal:
    """What was needed when the result was made: it is kept with it."""
    return Decimal(result.inputs["threshold_percent"])


class ScorePage:
    """The result that stands, or else what the figures would come to now."""

    def __init__(self, submission, user):
        self.submission, self.user = submission, user
        self.result = submission.result
        self.figures = (
            scoring.Figures.from_json(self.result.inputs) if self.result else figures.of_submission(submission)
        )
        self.judgement = scoring.judge(self.figures)

    @cached_property
    def gauge(self):
        return score_gauge(self.judgement.numerator, self.judgement.denominator, needed=self.figures.threshold_percent)

    @cached_property
    def ranking(self):
        """The measures as bars, the furthest below the threshold first."""
        needed = Decimal(self.figures.threshold_percent)
        bars = tuple(Bar(line.code, line.good, line.denominator, needed) for line in self.figures.measures)
        return Ranking(Gauge("measures", "Scores of the measures, furthest below first", bars))

    @cached_property
    def ways(self) -> list[str]:
        """What would qualify, in words."""
        return what_would_qualify(self.figures)

    @cached_property
    def measure_rows(self) -> list[tuple]:
        """The measures, those with most to win first."""
        titles = {measure.code: measure.title for measure in self.submission.round.measure_set.measures.all()}
        return [
            (
                line.code,
                titles.get(line.code, "") + (" (lower is better)" if line.kind == "inverse" else ""),
                line.gap,
                line.good,
                line.denominator,
                line.excluded,
                f"{line.percent}%" if line.denominator else "left out",
            )
            for line in sorted(self.figures.measures, key=lambda line: (-line.gap, line.code))
        ]

    @cached_property
    def chart_rows(self) -> list[tuple]:
        return [
            (
                line.module,
                line.target,
                "not given" if line.eligible is None else line.eligible,
                "not given" if line.abstracted is None else line.abstracted,
                "Yes" if line.attested else "No",
                "Yes" if line.met else "No",
            )
            for line in self.figures.modules
        ]

    @cached_property
    def asked(self):
        """What staff wrote when they returned the figures."""
        return self.submission.asked

    @property
    def is_valid_still(self) -> bool:
        return bool(self.result) and self.result.valid_until >= clock.today()

    @property
    def next(self) -> str:
        if self.submission.state != ScoreState.FINAL:
            return NEXT[self.submission.state]
        if self.waiver:
            return "Final. What became of the score waiver stands on its own page."
        if not self.judgement.qualifies:
            return f"Final. Next, the practice: {self.chances}"
        return "Final: the scores support an application while they are valid."

    @property
    def chances(self) -> str:
        """What is possible after scores that do not qualify."""
        waiver = "" if self.waiver_problems else "ask for a score waiver, if something unique lowered the score. "
        return f"{waiver}{next_chance()}"

    @cached_property
    def waiver_clock(self):
        return deadlines.running(self.submission, Kind.WAIVER_REQUEST)

    @cached_property
    def waiver(self):
        """The one request of the round, or None."""
        return ScoreWaiver.objects.visible_to(self.user).filter(submission=self.submission).for_list().first()

    @cached_property
    def waiver_problems(self) -> list[str]:
        """Why a waiver cannot be asked for; told only where the percentage is what is missing."""
        return waiver_problems(self.submission)

    @property
    def is_short(self) -> bool:
        return bool(self.result) and not self.result.meets_percentage

    @property
    def may_ask(self) -> bool:
        return policies.may_request_waiver(self.submission, self.user)

    @cached_property
    def files(self):
        return list(StoredFile.objects.of(self.submission).select_related("uploaded_by"))

    @cached_property
    def letters(self):
        return list(Letter.objects.of(self.submission))

    @cached_property
    def history(self):
        return self.submission.history.select_related("actor").order_by("-version")

    @cached_property
    def offers(self) -> list:
        return moves_for(self.submission, self.user)

    @property
    def idle(self) -> bool:
        """Is there nothing that this person could do here?"""
        asks = self.is_short and self.may_ask and not self.waiver_problems
        return not (self.offers or self.may_edit or asks)

    @property
    def may_edit(self) -> bool:
        return policies.may_edit_scores(self.submission, self.user)

    columns = MEASURE_COLUMNS
    chart_columns = CHART_COLUMNS
