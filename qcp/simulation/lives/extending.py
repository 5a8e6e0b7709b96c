"""An act of nature before the final deadline: more time is asked for, granted, denied or no longer wanted."""

from applications import extending
from applications.actions import extension as extensions
from applications.states import ENDED
from qcp.deadlines.lengths import days_between

from ..world import Over, World, days, fresh
from .paying import settle_fees

EXTENSION_TWISTS = frozenset({"extension granted", "extension denied", "extension withdrawn"})
LATE = 3  # days before the final deadline on which the last of all ask


def extend(world: World, team, fate):
    """Yields rests; afterwards the application is pending still, or its life is over."""
    if world.meets(fate, "extension decided too late"):
        yield from until_before_the_end(team, LATE)
        extension = ask_for_extension(world, team)
        yield days(LATE + 4)
        world.act(extension, "deny", by=world.manager, note="The storm was over a month before.")
        if fresh(team.application).state in ENDED:
            raise Over
    if not fate & EXTENSION_TWISTS:
        return
    yield from until_before_the_end(team, 55)
    extension = ask_for_extension(world, team)
    yield world.some(1, 3)
    settle_fees(world, team)
    if world.meets(fate, "extension granted"):
        given = world.dice.randint(10, 30)
        world.act(extension, "grant", by=world.manager, note="The flood closed the site.", days=given)
    elif world.meets(fate, "extension denied"):
        world.act(extension, "deny", by=world.manager, note="The site was open all the time.")
    else:
        world.act(extension, "withdraw", by=team.signatory)
    yield days(2)


def until_before_the_end(team, left: int):
    """Rest until so many days are left to the final deadline."""
    final = extending.final_deadline(fresh(team.application))
    if final is None:
        raise Over
    while final.days_left > left:
        yield days(final.days_left - left)


def ask_for_extension(world: World, team):
    """For something that happened a few days ago, within the window."""
    final = extending.final_deadline(fresh(team.application))
    opened = extending.window_opens_on(final.due_on)
    event = max(opened, world.today - days(min(4, days_between(opened, world.today))))
    told = {"ground": "flood", "event_on": event, "basis": "The river stood in the infusion rooms."}
    return extensions.request(fresh(team.application), by=team.signatory, **told)
