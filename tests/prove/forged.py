"""Every form that is found, sent as it stands and once more with keys that it does not have: the same rows are written.

The keys are the names of every field of every model. What is written is compared statement by statement, whole rows
with all their values. A value that differs between two sendings of the form as it stands is drawn by chance.
"""

from collections import defaultdict
from contextlib import contextmanager
from functools import cache

from django.apps import apps
from django.core.cache import cache as counts
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext

from qcp import clock
from qcp.accounts.models import Role

from .figure import Figure
from .sent_twice import DESK, LEAVE_OUT, WRITES, Found, answered, everybody, forms_for, real, signed_in

TOKEN = "zq-forged-qz"
AT_ONCE = 900  # a request may not have more fields than Django lets in
OFFICE = ("Stella", "Max")
AT_THE_DESK = tuple(start for start in LEAVE_OUT if start != DESK)
DJANGOS_OWN = ("admin", "auth", "contenttypes", "sessions", "account", "mfa", "usersessions")
ALL = 1000
VALUES = (
    (models.BooleanField, "on"),
    (models.DateTimeField, "2020-02-03 04:05"),
    (models.DateField, "2020-02-03"),
    ((models.IntegerField, models.DecimalField, models.AutoField), "7"),
    (models.EmailField, f"{TOKEN}@forged.example"),
    ((models.ForeignKey, models.UUIDField), "00000000-0000-0000-0000-000000000007"),
    (models.Field, TOKEN),
)


def worst(field) -> str:
    """What would do most harm if it were taken."""
    if field.choices:
        choices = [str(value) for value, _ in field.flatchoices]
        return Role.MANAGER if Role.MANAGER in choices else choices[-1]
    return next(value for kinds, value in VALUES if isinstance(field, kinds))


@cache
def forgeries() -> dict[str, list[str]]:
    """Name of a field of any model -> what to send under it."""
    found = defaultdict(dict)
    for model in apps.get_models():
        if model._meta.app_label not in DJANGOS_OWN:
            for field in model._meta.concrete_fields:
                found[field.name][worst(field)] = found[field.attname][worst(field)] = True
    return {name: list(values) for name, values in sorted(found.items())}


def forged(declared: set[str], number: int) -> list[dict]:
    """All keys that are not declared, in as many portions as a request takes."""
    sent = [(name, values[number % len(values)]) for name, values in forgeries().items() if name not in declared]
    return [dict(sent[start : start + AT_ONCE]) for start in range(0, len(sent), AT_ONCE)]


def written(found: Found, sent: dict, moment) -> list[list[str]]:
    """Every statement that wrote something, cut at its values; and it is taken back."""
    counts.clear()
    client = signed_in(found.who)
    connection.queries_log.clear()
    with transaction.atomic(), clock.at(moment):
        with CaptureQueriesContext(connection) as asked:
            client.post(found.action, sent)
        transaction.set_rollback(True)
    wrote = [query["sql"] for query in asked if WRITES.match(query["sql"])]
    return [sql.split("'") for sql in real(wrote) if "django_admin_log" not in sql]


def same(one: list, again: list, other: list) -> bool:
    """Is the other as the first two are, wherever these agree?"""
    if not len(one) == len(again) == len(other):
        return False
    rows = zip(one, again, other, strict=True)
    return all(len(a) == len(c) and all(x == z or x != y for x, y, z in zip(a, b, c, strict=False)) for a, b, c in rows)


def declared_at(address: str, found: list[Found]) -> set[str]:
    """What the forms that lead to one address have between them; with a move one may always say why."""
    names = {each.get("name", "") for found in found if found.action == address for each in found.form.controls}
    return names | ({"note"} if address.startswith("/moves/") else set())


def unmoved(found: Found, declared: set[str], number: int) -> tuple[bool, bool]:
    """(the forged keys changed nothing, something was written at all)"""
    moment, plain = clock.now(), answered(found.form, number)
    one = written(found, plain, moment)
    others = [written(found, keys | plain, moment) for keys in forged(declared, number)]
    again = one if others == [one] else written(found, plain, moment)
    right = all(same(one, again, other) and TOKEN not in str(other) for other in others)
    if not right:
        print(found.who, found.action)
    return right, bool(one)


def unmoved_of(found: list[Found], size: int) -> Figure:
    """So many forms; a third of them has to write something, or little would be proven."""
    step = max(1, len(found) // size)
    judged = [unmoved(each, declared_at(each.action, found), n) for n, each in enumerate(found[::step][:size])]
    writing = sum(wrote for _, wrote in judged)
    return Figure(sum(right for right, _ in judged) if writing * 3 >= len(judged) else 0, len(judged))


@contextmanager
def the_desk_too(pages: int):
    """The forms of everybody, and those of the office's desk."""
    with everybody(pages) as found:
        office = {each.who.pk: each.who for each in found if each.who.name in OFFICE}
        yield found + [each for who in office.values() for each in forms_for(who, pages, DESK, AT_THE_DESK)]


def run(size: int = ALL) -> Figure:
    with the_desk_too(size // 4) as found:
        return unmoved_of(found, size)


FIGURES = {"E-11": (run, ALL)}
