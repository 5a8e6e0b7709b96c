"""Does the dry run of a move foretell exactly what the real move brings, and leave nothing behind?"""

import re

from django.apps import apps
from django.db import transaction

from qcp import clock
from qcp.deadlines.models import Deadline
from qcp.desk.rehearse import dry_run
from qcp.documents.models import Letter
from qcp.notices.models import Message
from qcp.web.moves import is_plain
from qcp.workflow.actions import action
from qcp.workflow.machines import history_of, models
from qcp.workflow.moves import moves_for

REASON = {"note": "Because."}
KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # of what comes into being anew each time


def rows() -> dict[str, int]:
    """How many rows every table of the portal has."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models() if model._meta.managed}


def of_letters(letters) -> list:
    return sorted((each.notice, each.address, each.subject, KEY.sub("key", each.body)) for each in letters)


def of_papers(papers) -> list:
    return sorted((each.template, each.title) for each in papers)


def of_clocks(clocks) -> list:
    return sorted((str(each.kind), str(each.due_on), each.status) for each in clocks)


def known(model) -> list:
    return list(model.objects.values_list("pk", flat=True))


def lines_of_others(record) -> int:
    return sum(history_of(model).objects.exclude(subject=record.pk).count() for model in models())


def happened(record, move: str, user, inputs: dict) -> dict:
    """Make the move, note everything that is new anywhere in the portal, and take it back."""
    with transaction.atomic():
        letters, papers, clocks, before = known(Message), known(Letter), known(Deadline), lines_of_others(record)
        running = dict(Deadline.objects.values_list("pk", "status"))
        action(record, move)(type(record).objects.get(pk=record.pk), by=user, **inputs)
        after = type(record).objects.get(pk=record.pk)
        found = {
            "state": after.get_state_display(),
            "letters": of_letters(Message.objects.exclude(pk__in=letters)),
            "papers": of_papers(Letter.objects.exclude(pk__in=papers)),
            "opened": of_clocks(Deadline.objects.exclude(pk__in=clocks)),
            "closed": of_clocks(each for each in Deadline.objects.filter(pk__in=clocks)
                                if each.status != running[each.pk]),
            "moved": lines_of_others(record) - before,
        }  # fmt: skip
        transaction.set_rollback(True)
    return found


def foretold(record, move: str, user, inputs: dict) -> dict:
    """What the dry run shows of the same move, in the same words."""
    seen = dry_run(action(record, move), type(record).objects.get(pk=record.pk), by=user, **inputs)
    assert seen.problems == []
    return {
        "state": seen.state,
        "letters": of_letters(seen.messages),
        "papers": of_papers(seen.papers),
        "opened": of_clocks(seen.opened),
        "closed": of_clocks(seen.closed),
        "moved": len(seen.moved),
    }


def assert_foretold(record, user, **more) -> list[str]:
    """For every move that this person can make here now. more: by name of the move, what it needs beside a reason.

    Gives the moves that were tried; one that needs more than it was given is left out.
    """
    tried = []
    with clock.at(clock.now()):
        for offer in moves_for(record, user):
            if not offer.ready or not (is_plain(record, offer.name) or offer.name in more):
                continue
            inputs = {**REASON, **more.get(offer.name, {})}
            before = rows()
            promised = foretold(record, offer.name, user, inputs)
            assert rows() == before, offer.name
            assert promised == happened(record, offer.name, user, inputs), offer.name
            tried.append(offer.name)
    return tried
