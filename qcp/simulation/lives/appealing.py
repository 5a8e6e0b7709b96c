"""After a denial or a lapse: an appeal, its panel, its hearing, its votes."""

from compliance.actions import appeals, naming
from compliance.queries.earlier_part import panel_candidates
from compliance.states import AppealVerdict, Remedy
from qcp.access import conflicts
from qcp.access.models import ConflictQuestion
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.deadlines.lengths import add_days

from ..world import World, days, fresh

APPEAL_TWISTS = frozenset({"appeal won", "appeal lost", "appeal withdrawn", "appeal too late"})
SEATS = 3
STATEMENT = {"grounds": ["facts"], "statement": "The chart was read as that of another patient."}


def appeal(world: World, team, fate):
    """Yields rests; the application stands as before afterwards, or is open again."""
    if not fate & APPEAL_TWISTS:
        return
    yield days(5)
    late = world.meets(fate, "appeal too late")
    while late and deadlines.running(team.application, Kind.APPEAL):
        yield days(10)
    appeal = appeals.file(fresh(team.application), by=team.signatory, **STATEMENT)
    if late:
        return
    yield days(1)
    answer_all(appeal)
    yield days(1)
    if world.meets(fate, "appeal withdrawn"):
        world.act(appeal, "withdraw", by=team.signatory)
        return
    panel = yield from find_panel(world, appeal)
    record = "The practice waived the hearing in writing."
    world.act(appeal, "hear", by=lead(appeal), waived=True, record=record)
    yield days(3)
    yield from vote(world, appeal, panel, won=world.meets(fate, "appeal won"))


def find_panel(world: World, appeal):
    """Three of the council without an earlier part, asked and clear."""
    panel = world.of_the_council(SEATS, among=panel_candidates(fresh(appeal)))
    for member in panel:
        naming.name_someone(fresh(appeal), by=lead(appeal), user=member)
    yield days(1)
    answer_all(appeal)
    yield days(1)
    world.act(appeal, "name_panel", by=lead(appeal))
    yield days(10)
    return panel


def vote(world: World, appeal, panel, *, won: bool):
    """Two against one."""
    overturn = {"remedy": Remedy.REOPEN, "final_deadline": add_days(world.today, 90)}
    for place, member in enumerate(panel):
        overturns = won == (place < SEATS - 1)
        verdict = AppealVerdict.OVERTURN if overturns else AppealVerdict.UPHOLD
        more = overturn if overturns else {}
        appeals.vote(fresh(appeal), by=member, verdict=verdict, reasons="So the record says.", **more)
        yield days(1)


def lead(appeal):
    return appeal.case.named.cleared().get(capacity="lead").user


def answer_all(appeal) -> None:
    asked = ConflictQuestion.objects.filter(subject_id=appeal.pk, answer="", withdrawn_at=None)
    for question in asked.select_related("asked_of").order_by("asked_of__email"):
        conflicts.answer(question, by=question.asked_of, conflict=False)
