"""Can a score waiver be asked for, until when, and what else is possible."""

from qcp import clock
from qcp.deadlines.actions import due_on
from qcp.deadlines.kinds import Kind

from .. import scoring
from ..models import Round, ScoreState, ScoreSubmission, ScoreWaiver, WaiverState

STANDING = (WaiverState.REQUESTED, WaiverState.IN_REVIEW, WaiverState.GRANTED)


def last_day(submission):
    """Until when a request is in time: counted from the first delivery of a result of the round; None before it."""
    same = {"practice": submission.practice_id, "round": submission.round_id, "waiver_clock_on__isnull": False}
    started = ScoreSubmission.objects.filter(**same).order_by("waiver_clock_on")
    start = started.values_list("waiver_clock_on", flat=True).first()
    return due_on(Kind.WAIVER_REQUEST, start) if start else None


def problems(submission, received_on=None) -> list[str]:
    """Why a request that arrives on this day, or today, cannot be taken; none when it can. One reason is enough."""
    result = submission.result if submission.state == ScoreState.FINAL else None
    if result is None:
        return ["These scores are not final. A waiver can be asked for once QCP staff have made them final."]
    if result.meets_percentage:
        return [f"These scores reach {submission.round.measure_set.threshold_percent}%: there is nothing to waive."]
    if ScoreWaiver.objects.filter(practice=submission.practice_id, round=submission.round_id).exists():
        return [f"A waiver was asked for in round {submission.round.code} already, which is possible once."]
    if not scoring.failed(scoring.Figures.from_json(result.inputs)):
        return ["No measure is below the threshold by itself, so there is none to name as unfair to the practice."]
    last = last_day(submission)
    if last and (received_on or clock.today()) > last:
        return [
            f"The request would be late: it had to arrive by {last:%B %-d, %Y}, 11:59 p.m. Eastern time, which is "
            f"10 days after the practice received its scores. {next_chance()}"
        ]
    return []


def next_chance() -> str:
    """What a practice can do when the score of a round stands."""
    ahead = Round.objects.filter(track=scoring.QCP_TRACK, closes_on__gte=clock.today()).order_by("opens_on").first()
    if ahead is None:
        return "You can take part in the next round, once its days are announced; a new score counts in full."
    opens = "is open" if ahead.opens_on <= clock.today() else f"opens on {ahead.opens_on:%B %-d, %Y}"
    return (
        f"You can take part in the next round: {ahead.code} {opens}, and its scores are reported on "
        f"{ahead.report_on:%B %-d, %Y}."
    )


def objects_to_correction(submission) -> list[str]:
    """A result that a waiver rests on is not corrected beneath it."""
    return [
        f"A score waiver that is {waiver.get_state_display().lower()} rests on these scores. "
        "They can be corrected once the request is denied or withdrawn."
        for waiver in submission.waivers.filter(state__in=STANDING)
    ]
