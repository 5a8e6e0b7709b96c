"""A certified practice changes as an organisation: reported, reviewed, determined site by site."""

from compliance.states import IN_FORCE
from practices.actions import organisation_change as changes
from practices.states import ChangeKind, SiteFate

from ..world import World, days, fresh

CHANGE_TWISTS = frozenset({"change kept", "change withdrawn", "change withdrawn in review", "site surveyed anew"})
LEADERSHIP = {"position": "Medical director", "person_before": "Dr. Before", "person_after": "Dr. After"}
MERGER = {"other_party": "Valley Health System", "new_entity": "No"}


def change(world: World, team, certification, fate):
    """Yields rests; nothing of the certification moves but by what staff determine of each site."""
    if not fate & CHANGE_TWISTS:
        return
    change = report(world, team, ChangeKind.LEADERSHIP, LEADERSHIP)
    yield days(3)
    if world.meets(fate, "change withdrawn"):
        world.act(change, "withdraw", by=team.signatory)
        return
    world.act(change, "take_up", by=world.staff)
    yield world.some(2, 9)
    if world.meets(fate, "change withdrawn in review"):
        world.act(change, "withdraw", by=team.signatory)
        return
    if world.meets(fate, "site surveyed anew"):
        yield from survey_anew(world, change)
    else:
        determine(world, change, SiteFate.RETAINED)


def report(world: World, team, kind, facts):
    happened = world.today - days(world.dice.randint(1, 20))
    return changes.report(team.practice, kind, by=team.signatory, happened_on=happened, account="As told.", **facts)


def determine(world: World, change, *fates: str) -> None:
    """The first site's fate, the second's ...; the last one named holds for the rest."""
    keys = list(fresh(change).sites_to_determine())
    fates = (*fates, *[fates[-1]] * len(keys))
    world.act(change, "determine", by=world.staff, note="By the papers.", outcomes=dict(zip(keys, fates, strict=False)))


def survey_anew(world: World, change):
    """One site has to be seen again, and keeps its status."""
    determine(world, change, SiteFate.NEW_SURVEY, SiteFate.RETAINED)
    yield world.some(20, 40)
    outcome = change.outcomes.get(outcome=SiteFate.NEW_SURVEY)
    changes.settle(outcome, by=world.staff, as_=SiteFate.RETAINED, note="Seen: as before.")
    yield days(2)


def merge(world: World, team, certification):
    """No site of the practice goes on, and with them the certification ends."""
    change = report(world, team, ChangeKind.MERGER, MERGER)
    world.act(change, "take_up", by=world.staff)
    determine(world, change, SiteFate.LOST)
    assert fresh(certification).state not in IN_FORCE
