"""What happens to a submission of QOPI scores: one function per button, and per event that bears on it."""

from django.db import IntegrityError, transaction

from qcp import clock
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.documents.letters import freeze
from qcp.notices.outbox import enqueue
from qcp.workflow import chain
from qcp.workflow.advance import advance, hold
from qcp.workflow.models import Case
from qcp.workflow.refusals import NotAllowed, NotReady

from .. import figures, notices, policies, scoring
from ..models import ScoreResult, ScoreSubmission
from ..queries.rounds import on_offer
from .score_letters import result_facts


def open_draft(practice, round, *, by):
    """The practice's submission for a round: the one that stands, or a new draft."""
    standing = ScoreSubmission.objects.standing().filter(practice=practice, round=round)
    if found := standing.first():
        return found
    try:
        with transaction.atomic():
            submission = ScoreSubmission.objects.create(case=Case.objects.create(), practice=practice, round=round)
            chain.begin(submission, by=by)
            return submission
    except IntegrityError:  # somebody else was just opening it
        return standing.get()


def open_for_practice(practice, round, *, by):
    """An editor or a signatory begins the submission of a round."""
    if not policies.may_open_scores(practice, by):
        raise NotAllowed("Scores are entered by the practice's editors and signatories.")
    if round not in on_offer():
        raise NotReady(f"Round {round.code} is not open, and another one has been reported since. Enter that one.")
    return open_draft(practice, round, by=by)


def submit(submission, *, by, note=""):
    """A signatory hands the figures in: staff are asked to compare them with the report."""
    with advance(submission, "submit", by=by, note=note) as submission:
        enqueue(notices.SCORES_SUBMITTED, submission, note=note)
    return submission


def return_(submission, *, by, note=""):
    """Staff send the figures back with a reason: the practice corrects them and hands them in again."""
    with advance(submission, "return", by=by, note=note) as submission:
        enqueue(notices.SCORES_RETURNED, submission, note=note)
    return submission


def finalize(submission, *, by, note=""):
    """Staff found the figures as in the report: the result is computed and frozen, and the practice is told."""
    with advance(submission, "finalize", by=by, note=note) as submission:
        result = freeze_result(submission)
        if not deadlines.running(submission, Kind.SCORE_VALIDITY):
            deadlines.open(
                submission,
                Kind.SCORE_VALIDITY,
                start=submission.round.report_on,
                because=f"The final QOPI report of round {submission.round.code}.",
            )
        if result.meets_percentage:
            deadlines.cancel(submission, Kind.WAIVER_REQUEST)
        title = f"QOPI scores of round {submission.round.code}"
        freeze(submission, template="score-result", title=title, data=result_facts(submission, result))
        enqueue(notices.SCORES_FINAL, submission, result=result)
    return submission


def freeze_result(submission):
    """The result of the figures as they stand, with the inputs that it can be computed from again."""
    inputs = figures.of_submission(submission)
    judgement = scoring.judge(inputs)
    return ScoreResult.objects.create(
        submission=submission,
        inputs=inputs.as_json(),
        strategy=inputs.strategy,
        numerator=judgement.numerator,
        denominator=judgement.denominator,
        percent=judgement.percent,
        meets_percentage=judgement.meets_percentage,
        qualifies=judgement.qualifies,
        reasons=list(judgement.reasons),
        valid_until=deadlines.due_on(Kind.SCORE_VALIDITY, submission.round.report_on),
    )


def received(submission, *, on):
    """The result reached the practice. Below the percentage, the waiver clock starts: once for the round."""
    with transaction.atomic():
        submission = hold(submission)
        submission.received_on = submission.received_on or on
        result = submission.result
        if result and not result.meets_percentage and not waiver_clock_ran(submission):
            submission.waiver_clock_on = on
            deadlines.open(submission, Kind.WAIVER_REQUEST, start=on, because="The practice received its scores.")
        submission.save(update_fields=["received_on", "waiver_clock_on"])


def waiver_clock_ran(submission) -> bool:
    """Did it start before for this practice and round, perhaps for a submission that was withdrawn since?"""
    same = {"practice": submission.practice_id, "round": submission.round_id, "waiver_clock_on__isnull": False}
    return ScoreSubmission.objects.filter(**same).exists()


def correct(submission, *, by, note=""):
    """Staff reopen final figures to correct them: the result is superseded and kept."""
    with advance(submission, "correct", by=by, note=note) as submission:
        submission.results.filter(superseded_at=None).update(superseded_at=clock.now())
        deadlines.cancel(submission, Kind.SCORE_VALIDITY)
        enqueue(notices.SCORES_CORRECTED, submission, note=note)
    return submission


def withdraw(submission, *, by, note=""):
    """A signatory takes the submission back; a new one may be opened for the round."""
    with advance(submission, "withdraw", by=by, note=note) as submission:
        deadlines.cancel(submission, Kind.WAIVER_REQUEST)
        enqueue(notices.SCORES_WITHDRAWN, submission)
    return submission


def file_checked(submission, stored):
    """A refused report is told to the practice at once; a clean one needs no letter."""
    if stored.verdict == "refused":
        with transaction.atomic():
            enqueue(notices.REPORT_REFUSED, submission, occasion=f"file-{stored.pk}", stored=stored)
