"""E-62: change, delete, move or invent any line of history, and the verifier names the first line that is wrong."""

import random

from django.db import transaction

from qcp.accounts.models import User
from qcp.workflow import chain
from qcp.workflow.machines import history_of
from qcp.workflow.models import Case
from qcp.workflow.system import SYSTEM
from qcp.workflow.verify import chain_differences
from tests.factories.practices import PracticeFactory
from tests.prove.figure import Figure

LINES = 6
FIELDS = ("move", "source", "target", "note", "policy", "actor_id", "version", "at", "hash", "prev_hash", "subject_id")


def run(size: int) -> Figure:
    """Damage a fresh copy of a chain `size` times, each time in another way."""
    dice = random.Random(62)
    with transaction.atomic():
        case, table = written_case()
        good = sum(named_at_once(dice, case, table) for _ in range(size))
        transaction.set_rollback(True)
    return Figure(good, size)


def written_case():
    """A practice's application with a few lines of history, made for the occasion."""
    from applications.models import Application  # noqa: PLC0415  models exist only once Django is set up

    case = Case.objects.create()
    subject = Application.objects.create(practice=PracticeFactory(), case=case)
    chain.begin(subject, by=SYSTEM)
    writer = User.objects.create_user("writer@test.example", name="Writer")
    for number in range(1, LINES):
        subject.version = number
        chain.write_line(subject, by=writer, move=f"m{number}", source="a", target="b", note=f"n{number}", policy="")
    return Case.objects.get(pk=case.pk), history_of(Application)


def named_at_once(dice: random.Random, case, table) -> bool:
    """Damage, verify, repair; true when exactly the first wrong line is named."""
    lines = list(table.objects.filter(case=case))
    first_wrong = DAMAGES[dice.randrange(len(DAMAGES))](dice, lines)
    found = list(chain_differences(case, lines))
    return len(found) == 1 and f"line {first_wrong} " in found[0]


def change(dice, lines) -> int:
    line, field = dice.choice(lines), dice.choice(FIELDS)
    setattr(line, field, other(getattr(line, field)))
    return line.seq


def other(value):
    """Something else of the same kind."""
    if isinstance(value, str):
        return f"{value}x"
    if isinstance(value, int):
        return value + 1
    return None if hasattr(value, "hex") else value.replace(year=value.year - 1) if value else "nobody"


def delete(dice, lines) -> int:
    return lines.pop(dice.randrange(len(lines))).seq


def swap(dice, lines) -> int:
    """Two lines change places and numbers."""
    first, second = sorted(dice.sample(range(len(lines)), 2))
    lines[first].seq, lines[second].seq = lines[second].seq, lines[first].seq
    lines[first], lines[second] = lines[second], lines[first]
    return first + 1


def invent(dice, lines) -> int:
    """A line that never happened, in the middle, with all later ones renumbered."""
    place = dice.randrange(1, len(lines))
    invented = type(lines[0])(**{f.attname: getattr(lines[place], f.attname) for f in lines[0]._meta.fields})
    invented.move = "invented"
    lines.insert(place, invented)
    for number, line in enumerate(lines, start=1):
        line.seq = number
    return place + 1


DAMAGES = (change, delete, swap, invent)
FIGURES = {"E-62": (run, 10_000)}
