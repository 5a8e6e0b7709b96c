"""Scores just short of the threshold: a request that the Oversight Council set the percentage aside."""

from practices import scoring
from practices.actions import waiver_council, waivers

from ..world import World, days, fresh
from .surveying import answer

ASKED = {
    "characteristic": "We are the only practice of three counties; half of our patients drive two hours.",
    "effect": "They have their tests elsewhere, and the charts of those do not reach us.",
}
WAIVER_TWISTS = frozenset({"waiver withdrawn", "waiver withdrawn in review", "waiver denied", "waiver granted"})


def ask_for_waiver(world: World, team, submission, fate):
    """Yields rests; answers whether the percentage was waived. A life that meets none of the twists does not ask."""
    if not fate & WAIVER_TWISTS:
        return False
    result = fresh(submission).result
    failed = [line.code for line in scoring.failed(scoring.Figures.from_json(result.inputs))]
    waiver = waivers.file(fresh(submission), measures=failed[:3], by=team.signatory, **ASKED)
    yield world.some(1, 4)
    if world.meets(fate, "waiver withdrawn"):
        world.act(waiver, "withdraw", by=team.signatory)
        return False
    yield from sit(world, waiver, "council", declines=world.meets(fate, "council member declines"))
    world.act(waiver, "take_up", by=world.staff)
    yield days(2)
    if world.meets(fate, "waiver withdrawn in review"):
        world.act(waiver, "withdraw", by=team.signatory)
        return False
    yield from decide(world, waiver, fate)
    return fresh(waiver).state == waiver.State.GRANTED


def sit(world: World, waiver, capacity: str, *, declines: bool = False):
    """The office names a member, who answers about conflicts; whoever declines is replaced."""
    for conflict in (True, False) if declines else (False,):
        member = world.of_the_council(1, among=free(world, fresh(waiver)))[0]
        waiver_council.name_member(fresh(waiver), by=world.staff, member=member, capacity=capacity)
        yield days(1)
        answer(waiver, capacity, conflict=conflict)
        yield days(1)


def free(world: World, waiver) -> list:
    """Members who neither sit on the request nor stepped off its case."""
    gone = {waiver.council_member_id, waiver.second_member_id, *waiver.case.recusals.values_list("user_id", flat=True)}
    return [member for member in world.cast.council if member.pk not in gone]


def decide(world: World, waiver, fate):
    """One member decides; a grant needs another one, who may not be convinced at first."""
    if world.meets(fate, "waiver denied"):
        world.act(waiver, "deny", by=fresh(waiver).council_member, note="Other practices of the valley reach it.")
        return
    yield from sit(world, waiver, "council-second")
    second = fresh(waiver).second_member
    propose(waiver)
    yield days(1)
    if world.meets(fate, "grant not confirmed"):
        waivers.refuse_grant(fresh(waiver), by=second, note="Which of the three measures does the distance touch?")
        yield days(1)
        propose(waiver)
        yield days(1)
    world.act(waiver, "grant", by=second)
    yield days(2)


def propose(waiver) -> None:
    waivers.propose_grant(fresh(waiver), by=fresh(waiver).council_member, note="The distance shows in the charts.")
