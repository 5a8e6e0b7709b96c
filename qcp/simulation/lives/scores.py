"""A round of QOPI: the figures go in, staff compare them with the report, the result is final."""

from practices.actions import scores
from practices.actions.figures import save_figures
from practices.models import Round
from practices.scoring import QCP_TRACK
from qcp.documents.uploads import receive

from ..figures import charts_for, measures_for
from ..paper import paper, pass_the_check
from ..world import Over, World, days
from .waiving import ask_for_waiver


def latest_round(today):
    """The QCP round whose report is out."""
    found = Round.objects.filter(track=QCP_TRACK, report_on__lte=today).order_by("-report_on").first()
    if found is None:
        raise Over
    return found


def measure(world: World, team, fate):
    """Yields rests; the submission is final at the end, and `team.scores` holds it."""
    signatory, round = team.signatory, latest_round(world.today)
    submission = scores.open_for_practice(team.practice, round, by=team.editor)
    good = not world.meets(fate, "scores just short")
    measures, charts = measures_for(world.dice, round, good=good), charts_for(round)
    save_figures(submission, measures, charts, by=team.editor)
    receive(
        paper(f"QOPI report {round.code} {team.practice.number}"), subject=submission, by=signatory, purpose="report"
    )
    pass_the_check(submission)
    yield world.some(1, 5)
    if world.meets(fate, "scores withdrawn"):
        world.act(submission, "withdraw", by=signatory)
        yield days(20)
        yield from measure(world, team, fate - {"scores withdrawn"})
        return
    yield from compare(world, submission, fate, by=signatory)
    world.act(submission, "finalize", by=world.staff)
    yield days(2)
    if world.meets(fate, "scores corrected"):
        world.act(submission, "correct", by=world.staff, note="The report was issued again.")
        yield days(1)
        world.act(submission, "finalize", by=world.staff)
        yield days(2)
    if not good:
        if (yield from ask_for_waiver(world, team, submission, fate)):
            return
        yield days(200)
        yield from measure(world, team, fate - {"scores just short"})


def compare(world: World, submission, fate, *, by):
    """The scores are sent, and perhaps come back once or are withdrawn, before they can become final."""
    world.act(submission, "submit", by=by)
    yield world.some(1, 4)
    if world.meets(fate, "scores withdrawn after submission"):
        world.act(submission, "withdraw", by=by)
        raise Over
    if world.meets(fate, "scores returned"):
        world.act(submission, "return", by=world.staff, note="CORE2 differs from the report.")
        yield world.some(2, 9)
        if world.meets(fate, "scores withdrawn after return"):
            world.act(submission, "withdraw", by=by)
            raise Over
        world.act(submission, "submit", by=by)
        yield days(2)
