"""Random databases on which every way to count a queue must give the same number."""

import random

from django.db import transaction

from qcp import clock
from qcp.access import conflicts
from qcp.deadlines.lengths import ONE_DAY
from qcp.web.moves import is_plain
from qcp.web.queues import Listing, queues_for
from qcp.web.reminding import what_waits
from qcp.web.worklist import Worklist
from qcp.workflow.actions import action
from qcp.workflow.machines import models
from qcp.workflow.models import Case
from qcp.workflow.moves import moves_for
from qcp.workflow.refusals import Refused
from tests.architecture.access_world import world

from .figure import Figure


def shake(dice: random.Random, people: list) -> None:
    """Some plain moves by whoever may make them, and some people who step off cases."""
    records = [record for model in models() for record in model.objects.all()]
    for _ in range(dice.randint(0, 8)):
        record, user = dice.choice(records), dice.choice(people)
        record = type(record).objects.get(pk=record.pk)
        offers = [offer for offer in moves_for(record, user) if offer.ready and is_plain(record, offer.name)]
        for offer in offers[:1]:
            try:
                with transaction.atomic():
                    action(record, offer.name)(record, by=user, note="Shaken.")
            except Refused:
                continue
    for _ in range(dice.randint(0, 4)):
        conflicts.recuse(dice.choice(list(Case.objects.all())), dice.choice(people))


def numbers(queue, user) -> set[int]:
    """What the badge, the page, its groups, the whole list and the exports say of one queue."""
    work = Worklist(queue, user)
    listed = sum(len(Worklist(queue, user, page=n).entries) for n in work.pages.page_range)
    grouped = sum(Worklist(queue, user, due=key).count for key, _, _ in work.groups)
    whole = Listing(queue, user, limit=None)
    told = sum(each.count for each in what_waits(user) if each.queue.key == queue.key)  # what the reminder says
    exported = len(list(work.all_cells()))
    return {Listing(queue, user).count, len(whole.rows), work.total, listed, grouped, exported, told}


def differences(seed: int, people: list) -> list:
    """One random database, made and taken back: the queues whose numbers differ for somebody."""
    dice = random.Random(seed)
    with transaction.atomic(), clock.at(clock.now() + dice.randint(0, 90) * ONE_DAY):
        shake(dice, people)
        asked = [(queue, user) for user in dice.sample(people, 2) for queue in queues_for(user)]
        wrong = [(queue.key, str(user)) for queue, user in asked if len(numbers(queue, user)) != 1]
        transaction.set_rollback(True)
    return wrong


def run(size: int) -> Figure:
    with transaction.atomic():
        people = list(world()[0].values())
        wrong = [differences(seed, people) for seed in range(size)]
        transaction.set_rollback(True)
    for each in filter(None, wrong):
        print(each)
    return Figure(wrong.count([]), size)


FIGURES = {"C1": (run, 500)}
