"""From 'survey ready' to a completed survey report: who comes, no conflict, when, what was seen."""

from qcp import clock
from qcp.access import conflicts
from qcp.access.models import ConflictQuestion
from qcp.deadlines.lengths import add_days
from surveys.actions import findings
from surveys.models import BusyDay
from surveys.sampling import sites_to_visit
from surveys.states import Rating, State

from ..world import World, days, fresh, hours


def newest(application):
    return application.surveys.exclude(state=State.CANCELLED).order_by("-number").first()


def answer(record, capacity: str, *, conflict: bool = False) -> None:
    """Whoever was asked answers, one after the other; with a conflict only the first."""
    open_questions = ConflictQuestion.objects.filter(
        subject_id=record.pk, capacity=capacity, answer="", withdrawn_at=None
    )
    for question in open_questions.select_related("asked_of").order_by("asked_of__email"):
        conflicts.answer(question, by=question.asked_of, conflict=conflict)
        return


def name_surveyor(world: World, survey, *, used=()):
    """Somebody who has not stepped off and did not survey this application before."""
    off = set(survey.case.recusals.values_list("user_id", flat=True))
    earlier = set(survey.application.surveys.exclude(surveyor=None).values_list("surveyor_id", flat=True))
    free = [person for person in world.cast.surveyors if person.pk not in off | earlier]
    world.act(survey, "propose", by=world.staff, surveyor=world.one_of(free))


def pair(world: World, survey, fate):
    """Name, ask, and ask again until both sides are clear."""
    for side, twist in (("surveyor", "surveyor declines"), ("practice", "practice declines")):
        if world.meets(fate, twist):
            name_surveyor(world, survey)
            yield days(2)
            answer(survey, side, conflict=True)
            yield days(1)
    if world.meets(fate, "taken off when proposed"):
        name_surveyor(world, survey)
        yield days(1)
        world.act(survey, "unassign", by=world.staff, note="On leave.")
    name_surveyor(world, survey)
    yield world.some(1, 3)
    answer(survey, "surveyor")
    yield days(1)
    answer(survey, "practice")


def plan_for(survey) -> dict:
    """A day for each site, the first one on which the surveyor is free: offered, or agreed with the practice."""
    on = add_days(clock.today(), 14)
    taken = set(BusyDay.objects.filter(surveyor=survey.surveyor, on__gte=on).values_list("on", flat=True))
    plan = {}
    for site in sites_to_visit(survey.application):
        while on in taken or on.weekday() > 4:
            on = add_days(on, 1)
        plan[site] = on
        taken.add(on)
    return plan


def hold_survey(world: World, survey, fate, *, unmet: bool):
    """Yields rests; the survey's report is completed at the end."""
    yield from pair(world, survey, fate)
    if world.meets(fate, "taken off when confirmed"):
        yield days(1)
        world.act(survey, "unassign", by=world.staff, note="Moved away.")
        yield from pair(world, survey, frozenset())
    yield days(2)
    arrange(world, survey, "schedule")
    if world.meets(fate, "taken off when scheduled"):
        yield days(2)
        world.act(survey, "unassign", by=world.staff, note="Ill.")
        yield from pair(world, survey, frozenset())
        yield days(1)
        arrange(world, survey, "schedule")
    if world.meets(fate, "rescheduled"):
        yield days(3)
        arrange(world, survey, "reschedule", note="A storm warning.")
    yield from visit(world, survey, unmet=unmet)
    yield from write_up(world, survey, fate)


def arrange(world: World, survey, move: str, note: str = "") -> None:
    survey = fresh(survey)
    world.act(survey, move, by=world.staff, plan=plan_for(survey), agreed="By telephone.", note=note)


def until(world: World, day):
    """Rest until that day has come in the program's zone, whatever the hour and the season."""
    while world.today < day:
        yield hours(12)


def visit(world: World, survey, *, unmet: bool):
    """Every site on its day; everything is written down on the last."""
    survey = fresh(survey)
    yield from until(world, survey.first_day())
    world.act(survey, "begin", by=survey.surveyor)
    yield from until(world, survey.last_day())
    for number, each in enumerate(survey.visits.select_related("site").order_by("site__name")):
        findings.record(each, ratings(world, each, unmet and number == 0), by=survey.surveyor)


def ratings(world: World, visit, unmet: bool) -> dict:
    """Standard -> rating: all met, or three of them not quite."""
    seen = {
        finding.standard: Rating.MET for finding in visit.findings.select_related("standard").order_by("standard__code")
    }
    if unmet:
        for place in world.dice.sample(range(len(seen)), 3):
            standard = list(seen)[place]
            seen[standard] = {"rating": Rating.NOT_MET, "notes": "Missing in 4 of 10 charts."}
    return seen


def write_up(world: World, survey, fate):
    survey = fresh(survey)
    yield days(1)
    world.act(survey, "submit_findings", by=survey.surveyor, signature=str(survey.surveyor))
    yield world.some(1, 4)
    if world.meets(fate, "findings returned"):
        world.act(survey, "return_findings", by=world.staff, note="Say which charts.")
        yield days(2)
        world.act(survey, "submit_findings", by=survey.surveyor, signature=str(survey.surveyor))
        yield days(1)
    world.act(survey, "complete_report", by=world.staff)
