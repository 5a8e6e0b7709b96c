"""The whole life of one practice in the program: score, apply, be surveyed, comply, be certified, come again."""

from dataclasses import dataclass

from applications.models import Application
from applications.states import ENDED, ApplicationKind, State
from practices.models import Membership, MembershipRole, Practice, Site, TaxId
from qcp.accounts.models import User
from qcp.workflow.refusals import Refused

from ..cast import PLACES, person
from ..world import Over, World, days, fresh
from .appealing import appeal
from .applying import apply, be_denied, give_up
from .complying import comply
from .holding import certification_of, decide_in_grace, hold
from .paying import settle_refund
from .scores import measure
from .surveying import arrange, name_surveyor, newest, pair

NAMES = ("Elm", "Oak", "Maple", "Cedar", "Birch", "Willow", "Aspen", "Laurel", "Hazel", "Linden")
KINDS = ("Oncology", "Cancer Care", "Hematology Oncology", "Cancer Center")


@dataclass
class Team:
    """A practice with those who act for it, and the application that they are at."""

    practice: Practice
    signatory: User
    editor: User
    application: Application | None = None


def found(world: World, number: int, fate) -> Team:
    """A practice of our own, with people and sites."""
    city, state = PLACES[number % len(PLACES)]
    name = f"{NAMES[number % len(NAMES)]} {KINDS[number // len(NAMES) % len(KINDS)]} {number + 1}"
    hours = world.dice.choice((40, 80, 160, 240))
    practice = Practice.objects.create(legal_name=name, city=city, state=state, oncologist_hours=hours)
    TaxId.objects.create(practice=practice, number=f"{10 + number % 80}-{1000000 + number}")
    for place in range(3 if world.meets(fate, "several sites") else 1):
        at = {
            "street": f"{place + 1} Main Street",
            "city": city,
            "state": state,
            "zip": "10001",
            "phone": "555-201-3344",
        }
        Site.objects.create(practice=practice, name=f"Site {place + 1}", is_main=place == 0, treats_here=True, **at)
    team = Team(
        practice, *(person(f"{role}{number}@simulated.example", f"{name}, {role}") for role in ("signs", "edits"))
    )
    for user, role in ((team.signatory, MembershipRole.SIGNATORY), (team.editor, MembershipRole.EDITOR)):
        Membership.objects.create(practice=practice, user=user, role=role)
    return team


def live(world: World, team: Team, fate):
    """One life; it ends where it ends."""
    try:
        yield from measure(world, team, fate)
        yield from apply(world, team, fate)
        yield from go_on(world, team, fate)
        yield from hold(world, team, fate, lambda kind: come_again(world, team, fate, kind))
    except Over:
        yield from afterwards(world, team, fate)
    except Refused as refusal:
        world.refusals.append(str(refusal))
        yield from afterwards(world, team, fate)


def go_on(world: World, team: Team, fate):
    """From Certification Pending to the decision."""
    survey = newest(team.application)
    yield world.some(1, 9)
    if world.meets(fate, "never surveyed"):
        while fresh(team.application).state not in ENDED:
            yield days(20)
        raise Over
    if world.meets(fate, "withdrawn when survey-ready"):
        give_up(world, team)
    if world.meets(fate, "denied before the survey"):
        yield from be_denied(world, team)
    yield from cancel_some(world, team, fate)
    if world.meets(fate, "withdrawn in survey"):
        yield from pair(world, survey, frozenset())
        yield days(1)
        arrange(world, survey, "schedule")
        yield days(1)
        give_up(world, team)
    yield from comply(world, team, fate)


def cancel_some(world: World, team: Team, fate):
    """A survey can be called off at every point before its visit; another one takes its place."""
    for twist in ("unassigned", "proposed", "confirmed", "scheduled"):
        if not world.meets(fate, f"cancelled when {twist}"):
            continue
        survey = newest(team.application)
        if twist == "proposed":
            name_surveyor(world, survey)
        elif twist in ("confirmed", "scheduled"):
            yield from pair(world, survey, frozenset())
        if twist == "scheduled":
            arrange(world, survey, "schedule")
        yield days(1)
        world.act(survey, "cancel", by=world.staff, note="The practice moves to another building.")
        yield days(1)


def come_again(world: World, team: Team, fate, kind: ApplicationKind):
    """Recertification: everything anew, under the old certification for as long as it lasts."""
    certification = certification_of(team)
    plain = frozenset({"several sites"}) & fate
    yield from measure(world, team, plain)
    yield from apply(world, team, plain, kind)
    if world.meets(fate, "recertified late"):
        yield from decide_in_grace(world, team, certification, fate)
    yield from comply(world, team, plain)


def afterwards(world: World, team: Team, fate):
    """What may still come after an end: a refund, an appeal."""
    application = team.application and fresh(team.application)
    if application is None:
        return
    if world.meets(fate, "fee refunded") and application.state in (State.WITHDRAWN, State.DENIED):
        settle_refund(world, application)
    if application.state in (State.DENIED, State.LAPSED):
        yield from appeal(world, team, fate)
