"""QOPI scores and charts from CSV: a verdict on every line, and what each practice's round would come to."""

from dataclasses import dataclass, field
from typing import NamedTuple

from .. import figures, scoring
from ..models import Practice, Round, ScoreState, ScoreSubmission
from . import sheet
from .sheet import Row, Sheet, shown

SCORES = ("practice", "round", "track", "measure", "numerator", "denominator", "excluded")
CHARTS = ("practice", "round", "module", "eligible", "abstracted", "all_eligible_attested")


class Scored(NamedTuple):
    numerator: int
    denominator: int
    excluded: int


class Charted(NamedTuple):
    eligible: int
    abstracted: int
    attested: bool


@dataclass
class Batch:
    """What the files say about one practice's round, beside what is kept already."""

    practice: Practice
    round: Round
    submission: ScoreSubmission | None
    measures: dict = field(default_factory=dict)  # measure id -> Scored
    charts: dict = field(default_factory=dict)  # module -> Charted
    rows: dict = field(default_factory=dict)  # measure id or module -> Row

    def __post_init__(self):
        kept = self.submission
        scores = kept.measure_scores.all() if kept else []
        modules = kept.module_charts.all() if kept else []
        self.kept_measures = {row.measure_id: Scored(row.numerator, row.denominator, row.excluded) for row in scores}
        self.kept_charts = {row.module: Charted(row.eligible, row.abstracted, row.attested) for row in modules}
        self.by_code = {measure.code: measure for measure in self.round.measure_set.measures.all()}
        self.modules = {target.module for target in self.round.measure_set.targets.all()}

    @property
    def state(self) -> str:
        return self.submission.state if self.submission else ScoreState.DRAFT

    @property
    def is_correction(self) -> bool:
        return self.state == ScoreState.FINAL

    @property
    def refused(self) -> bool:
        return any(row.refused for row in self.rows.values())

    @property
    def changes(self) -> bool:
        return any(row.verdict.verdict != "unchanged" for row in self.rows.values())

    def figures(self) -> scoring.Figures:
        """As they would be after the import."""
        measures, charts = self.kept_measures | self.measures, self.kept_charts | self.charts
        return figures.of_rows(self.practice, self.round, measures, charts)


@dataclass
class Known:
    """What the lines may name, fetched at once. `only`: the one practice whose lines are taken, if there is one."""

    practices: dict
    rounds: dict
    submissions: dict
    only: Practice | None

    @classmethod
    def of(cls, sheets: list[Sheet], only: Practice | None) -> "Known":
        numbers = {row.cells["practice"].upper() for each in sheets for row in each.rows if not row.refused}
        practices = {practice.number: practice for practice in Practice.objects.filter(number__in=numbers)}
        rounds = Round.objects.select_related("measure_set").prefetch_related(
            "measure_set__measures", "measure_set__targets", "measure_set__chart_minimums"
        )
        submissions = ScoreSubmission.objects.standing().filter(practice__in=practices.values())
        return cls(
            practices,
            {(round.code, round.track): round for round in rounds},
            {
                (kept.practice_id, kept.round_id): kept
                for kept in submissions.prefetch_related("measure_scores", "module_charts")
            },
            only,
        )


class ScoreImport:
    """Both files, read and judged; nothing is written here."""

    def __init__(self, scores: bytes, charts: bytes | None = None, *, only: Practice | None = None):
        self.scores = sheet.read("scores", scores, SCORES)
        self.charts = sheet.read("charts", charts, CHARTS) if charts is not None else Sheet("charts")
        self.batches: dict = {}
        self.known = Known.of([self.scores, self.charts], only)
        for row in self.scores.rows:
            self.take_score(row)
        for row in self.charts.rows:
            self.take_charts(row)
        for batch in self.batches.values():
            compare(batch)
            check_against_charts(batch)
            check_state(batch, correctable=only is None)

    @property
    def verdicts(self) -> list:
        return [*self.scores.all_verdicts(), *self.charts.all_verdicts()]

    @property
    def refused(self) -> list:
        return [verdict for verdict in self.verdicts if verdict.verdict == "refused"]

    def take_score(self, row: Row) -> None:
        batch = self.batch(row, row.cells["track"].upper(), "track")
        numbers = [
            sheet.whole_number(row, name, figures.BELIEVABLE) for name in ("numerator", "denominator", "excluded")
        ]
        measure = batch and batch.by_code.get(row.cells["measure"].upper())
        if batch and not measure:
            row.refuse("measure", f"{shown(row.cells['measure'])} is not in the set of round {batch.round}.")
        if measure and once(batch, measure.pk, row, "measure") and None not in numbers:
            batch.measures[measure.pk] = Scored(*numbers)
            for problem in figures.measure_problems(*numbers):
                row.refuse("numerator", problem)

    def take_charts(self, row: Row) -> None:
        batch = self.batch(row, self.track_for(row), "round")
        numbers = [sheet.whole_number(row, name, figures.BELIEVABLE) for name in ("eligible", "abstracted")]
        attested = sheet.yes_or_no(row, "all_eligible_attested")
        module = row.cells["module"].upper()
        if batch and module not in batch.modules:
            row.refuse("module", f"{shown(row.cells['module'])} is not in the set of round {batch.round}.")
        elif batch and once(batch, module, row, "module") and None not in (*numbers, attested):
            batch.charts[module] = Charted(*numbers, attested)
            for problem in figures.charts_problems(*numbers, attested):
                row.refuse("abstracted", problem)

    def track_for(self, row: Row) -> str:
        """Charts name no track: they belong to the one that the scores beside them name, else to the QCP track."""
        here = (row.cells["practice"].upper(), row.cells["round"].lower())
        tracks = {
            batch.round.track for batch in self.batches.values() if (batch.practice.number, batch.round.code) == here
        }
        return tracks.pop() if len(tracks) == 1 else scoring.QCP_TRACK

    def batch(self, row: Row, track: str, column: str) -> Batch | None:
        """The practice's round that a line belongs to; the line is refused when it names none."""
        practice = find_practice(self.known, row)
        code = row.cells["round"].lower()
        round = self.known.rounds.get((code, track))
        if round is None and any(code == known for known, _ in self.known.rounds):
            row.refuse(column, f"round {shown(code)} has no measure set for the track {shown(track)}. Check the track.")
        elif round is None:
            row.refuse(
                "round", f"there is no round {shown(row.cells['round'])}. Write year and season, such as 2026-spring."
            )
        if practice is None or round is None:
            return None
        key = (practice.pk, round.pk)
        if key not in self.batches:
            self.batches[key] = Batch(practice, round, self.known.submissions.get(key))
        return self.batches[key]


def find_practice(known: Known, row: Row) -> Practice | None:
    number = row.cells["practice"].upper()
    if known.only and number != known.only.number:
        row.refuse(
            "practice", f"{shown(number)} is not this practice. Only lines of {known.only.number} are taken here."
        )
        return None
    if number not in known.practices:
        row.refuse("practice", f"there is no practice {shown(number)}. Use its number, such as QP-0001.")
    return known.practices.get(number)


def once(batch: Batch, key, row: Row, column: str) -> bool:
    """Keep the row under its measure or module; a second one is refused."""
    if key in batch.rows:
        first = batch.rows[key].verdict.line
        row.refuse(
            column, f"{shown(row.cells[column])} of this practice stands in line {first} already. Keep one of them."
        )
        return False
    batch.rows[key] = row
    return True


def compare(batch: Batch) -> None:
    """Is each line new, changed, or as kept already?"""
    kept = batch.kept_measures | batch.kept_charts
    for key, value in (batch.measures | batch.charts).items():
        verdict = batch.rows[key].verdict
        if verdict.verdict != "refused":
            verdict.verdict = "new" if key not in kept else "unchanged" if kept[key] == value else "changed"


def check_against_charts(batch: Batch) -> None:
    """No measure counts more charts than its module has; the line that brought the mismatch is refused."""
    charts = batch.kept_charts | batch.charts
    by_id = {measure.pk: measure for measure in batch.by_code.values()}
    for key, scored in (batch.kept_measures | batch.measures).items():
        measure = by_id[key]
        row = batch.rows.get(key) or batch.rows.get(measure.module)
        if row is None or measure.module not in charts or scored.numerator > scored.denominator:
            continue
        for problem in figures.measure_problems(*scored, charts[measure.module].abstracted):
            row.refuse("denominator" if key in batch.rows else "abstracted", f"{measure.code}: {problem}")


def check_state(batch: Batch, correctable: bool) -> None:
    """Figures that staff hold are not changed beneath them; final ones only as a correction."""
    for row in batch.rows.values():
        if row.refused or row.verdict.verdict == "unchanged":
            continue
        if batch.state == ScoreState.SUBMITTED:
            row.verdict.refuse("Staff are comparing these figures. Ask them to return the submission first.")
        elif batch.is_correction and correctable:
            row.verdict.verdict = "correction"
        elif batch.is_correction:
            row.verdict.refuse("The figures of this round are final. Write to QCP staff, who can correct them.")
