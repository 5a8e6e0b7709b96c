"""A concern about a certified practice: reported or known, looked into, and decided by two."""

from compliance.actions import naming, revocations
from compliance.queries.earlier_part import panel_candidates
from compliance.states import RevocationState
from qcp.access import conflicts
from qcp.access.models import ConflictQuestion
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind

from ..world import World, days, fresh

SEATS = 3
GROUND = {"ground": "fraud", "concerns": "practice"}
ACCOUNT = "Charts of the application were written after the fact."


def suspect(world: World, certification, fate, *, after: str = ""):
    """Yields rests; afterwards the certification is revoked, or stands as before."""
    if world.meets(fate, f"revoked{after}"):
        case = yield from look_into(world, certification, complained=not after)
        if world.meets(fate, "hearing before a revocation"):
            yield from be_heard(world, case)
        elif after:
            answer_notice(case, hearing=False)
        else:
            yield from let_the_time_pass(case)
        yield from decide(world, case)
    elif not after and world.meets(fate, "complaint dismissed"):
        case = yield from look_into(world, certification, complained=True)
        world.act(case, "dismiss", by=lead(case), note="The dates come from the scanner.")


def look_into(world: World, certification, *, complained: bool):
    """From the first word of it to a notice that has arrived."""
    if complained:
        practice = certification.practice
        case = revocations.complain(practice=str(practice), place=practice.place, account=ACCOUNT)
        yield days(1)
        answer_all(case)
    else:
        case = revocations.open_case(certification, by=world.manager, account=ACCOUNT, **GROUND)
    naming.name_someone(fresh(case), by=lead(case), user=world.one_of(world.cast.staff))
    yield days(1)
    answer_all(case)
    world.act(case, "screen", by=lead(case), certification=certification, **GROUND)
    yield days(2)
    world.act(case, "investigate", by=lead(case))
    revocations.add_note(fresh(case), by=lead(case), text="Forty charts are dated on one day.")
    yield days(4)
    world.act(case, "serve_notice", by=lead(case), facts="Forty charts are dated on one day.")
    yield days(3)
    return case


def let_the_time_pass(case):
    """The practice says nothing."""
    while deadlines.running(case, Kind.REVOCATION_RESPONSE):
        yield days(10)


def answer_notice(case, *, hearing: bool) -> None:
    signatory = fresh(case).practice.people("signatory")[0]
    revocations.respond(fresh(case), by=signatory, text="It was one long day.", wants_hearing=hearing)


def be_heard(world: World, case):
    """Three of the council without an earlier part hear the practice."""
    answer_notice(case, hearing=True)
    yield days(1)
    for member in list(panel_candidates(fresh(case)))[:SEATS]:
        naming.name_someone(fresh(case), by=lead(case), user=member)
    yield days(1)
    answer_all(case)
    yield days(7)
    world.act(case, "hear", by=lead(case), on=world.today, record="The practice said what it had to say.")
    yield days(1)


def decide(world: World, case):
    """One proposes, another confirms, and it is done."""
    revocations.propose_revocation(fresh(case), by=lead(case), reasons="The charts were made up.")
    yield days(1)
    second = case.case.named.cleared().get(capacity="colleague").user
    revocations.confirm_revocation(fresh(case), by=second)
    if fresh(case).state in (RevocationState.NOTICE_SERVED, RevocationState.HEARD):
        world.act(case, "revoke", by=lead(case))


def lead(case):
    return case.case.named.cleared().get(capacity="lead").user


def answer_all(case) -> None:
    asked = ConflictQuestion.objects.filter(subject_id=case.pk, answer="", withdrawn_at=None)
    for question in asked.select_related("asked_of").order_by("asked_of__email"):
        conflicts.answer(question, by=question.asked_of, conflict=False)
