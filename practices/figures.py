"""From a submission's rows to the figures that a judgement rests on, and what in them cannot be right."""

from . import scoring
from .scoring import Figures, MeasureLine, ModuleLine

BELIEVABLE = 1_000_000  # more charts than this in one round is a slip of the keyboard


def of_submission(submission) -> Figures:
    """The figures as they stand now."""
    measures = {score.measure_id: score for score in submission.measure_scores.all()}
    charts = {line.module: line for line in submission.module_charts.all()}
    return of_rows(submission.practice, submission.round, measures, charts)


def of_rows(practice, round, scores: dict, charts: dict) -> Figures:
    """Figures from rows by measure id and by module; rows need only the fields they are named after."""
    version = round.measure_set
    measures = list(version.measures.all())
    return Figures(
        track=round.track,
        strategy=version.strategy,
        threshold_percent=version.threshold_percent,
        oncologist_hours=practice.oncologist_hours,
        chart_minimum=scoring.chart_minimum(
            [(row.fte_up_to, row.charts) for row in version.chart_minimums.all()], practice.oncologist_hours
        ),
        measures=tuple(measure_line(measure, scores[measure.pk]) for measure in measures if measure.pk in scores),
        modules=tuple(module_line(target, charts.get(target.module)) for target in version.targets.all()),
        unanswered=tuple(measure.code for measure in measures if measure.pk not in scores),
    )


def measure_line(measure, row) -> MeasureLine:
    return MeasureLine(measure.code, measure.module, measure.kind, row.numerator, row.denominator, row.excluded)


def module_line(target, row) -> ModuleLine:
    if row is None:
        return ModuleLine(target.module, target.charts)
    return ModuleLine(target.module, target.charts, row.eligible, row.abstracted, row.attested)


def measure_problems(numerator: int, denominator: int, excluded: int, abstracted: int | None = None) -> list[str]:
    """What cannot be right about one measure; `abstracted` are the charts of its module, None when not given."""
    problems = []
    if numerator > denominator:
        problems.append(f"The numerator {numerator} is larger than the denominator {denominator}.")
    if abstracted is not None and denominator + excluded > abstracted:
        problems.append(
            f"Denominator {denominator} and excluded {excluded} together are more than the {abstracted} charts "
            "abstracted for the module. Correct whichever is wrong."
        )
    return problems


def charts_problems(eligible: int, abstracted: int, attested: bool) -> list[str]:
    """What cannot be right about the charts of one module."""
    if abstracted > eligible:
        return [f"{abstracted} charts were abstracted but only {eligible} are eligible."]
    if attested and abstracted < eligible:
        return [
            f"It is attested that all eligible charts were abstracted, but {abstracted} of {eligible} were. "
            "Take back the attestation or correct the numbers."
        ]
    return []
