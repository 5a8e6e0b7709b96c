"""`manage.py simulate`: N practices over Y years from a seed, and what the invariants say of it."""

import datetime
import random
from collections import Counter

from django.db.models import Count

from qcp import clock
from qcp.workflow.machines import history_of, models
from qcp.workflow.moves import steps

from . import breaks, invariants, rounds
from .agenda import Agenda
from .cast import assemble
from .kills import ClumsyWorld
from .lives.practice import found, live
from .stage import throw_away
from .twists import fates
from .world import World, days

START = datetime.datetime(2026, 1, 5, 14, 0, tzinfo=datetime.UTC)
NEWCOMERS_WITHIN = 200  # days in which the practices of a run begin


def simulate(*, practices: int, years: int, seed: int, faults: bool = False, broken: str = "") -> dict:
    """One run in a throw-away portal, as a dictionary without ids or times of its own."""
    with throw_away(seed), breaks.broken(broken):
        with clock.at(START):
            world = play(practices, years, seed, faults)
        end = START.replace(year=START.year + years)
        with clock.at(end):
            breaks.damage(broken)
            found_wrong = invariants.violations(world)
        return report(practices, years, seed, faults, world, found_wrong)


def play(practices: int, years: int, seed: int, faults: bool) -> World:
    """Everyone's lives, to the end of the last year."""
    dice = random.Random(seed)
    rounds.announce(START.year - 1, START.year + years)
    world = (ClumsyWorld if faults else World)(dice, assemble())
    agenda = Agenda(START)
    for number, fate in enumerate(fates(dice, seed, practices)):
        agenda.begin(beginning(world, number, fate), rest=days(dice.randrange(NEWCOMERS_WITHIN)))
    agenda.run(START.replace(year=START.year + years), world.night)
    return world


def beginning(world: World, number: int, fate):
    yield from live(world, found(world, number, fate), fate)


def report(practices, years, seed, faults, world, found_wrong) -> dict:
    return {
        "practices": practices,
        "years": years,
        "seed": seed,
        "faults": faults,
        "moves": taken(),
        "states": states(),
        "never_taken": sorted(declared() - {f"{slug} {move}" for slug, each in taken().items() for move in each}),
        "refusals": dict(sorted(Counter(world.refusals).items())),
        "invariants": {name: len(sentences) for name, sentences in found_wrong.items()},
        "violations": [sentence for sentences in found_wrong.values() for sentence in sentences],
    }


def taken() -> dict[str, dict[str, int]]:
    """Workflow -> move -> how often it was made."""
    made = {}
    for model in models():
        rows = history_of(model)._base_manager.exclude(move="open").order_by().values_list("move").annotate(Count("pk"))
        made[model.slug] = dict(sorted(rows))
    return made


def states() -> dict[str, dict[str, int]]:
    """Workflow -> state -> how many records stand there at the end."""
    return {
        model.slug: dict(sorted(model._base_manager.order_by().values_list("state").annotate(Count("pk"))))
        for model in models()
    }


def declared() -> set[str]:
    return {f"{model.slug} {step.name}" for model in models() for step in steps(model)}
