"""Which queues have something for somebody: one question to the database, worded once a day for everybody of a role.

To word a home's twenty questions anew takes longer than to have them answered, and for two people of one role they
differ by the account alone. That is not taken on trust: each is worded for two people who do not exist, at two moments
of the day. Where more than the account differs, or the database had to be asked for the words, the queue is read.
"""

import datetime
import uuid
from dataclasses import dataclass
from functools import lru_cache

from django.core.exceptions import EmptyResultSet
from django.db import connection

from qcp import clock
from qcp.accounts.models import User

NOBODY, NO_ONE = uuid.UUID(int=1), uuid.UUID(int=2)  # no account has such an id: those are random
A_MOMENT = datetime.timedelta(seconds=1)


class AskedFirst(Exception):
    """Wording a queue asked the database itself."""


@dataclass(frozen=True)
class Question:
    """SQL that answers whether there is a row, with NOBODY's id wherever the reader's belongs."""

    sql: str
    params: tuple

    def about(self, identity: uuid.UUID, instead_of: uuid.UUID = NOBODY) -> tuple:
        """Its parameters for another reader."""
        meant, reader = prepared(instead_of), prepared(identity)
        return tuple(reader if value == meant else value for value in self.params)


def perhaps_filled(queues: list, user) -> set:
    """The queues that may have a row for this person. All others are empty."""
    questions = worded(tuple(queues), user.role, clock.today())
    asked = [queue for queue in queues if questions[queue]]
    if not asked:
        return set(queues)
    sql = ", ".join(f"EXISTS ({questions[queue].sql})" for queue in asked)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql}", [value for queue in asked for value in questions[queue].about(user.pk)])
        answers = cursor.fetchone()
    return set(queues) - {queue for queue, filled in zip(asked, answers, strict=True) if not filled}


@lru_cache(maxsize=32)
def worded(queues: tuple, role: str, day: datetime.date) -> dict:
    """Queue -> its question on that day for everybody of the role; None where there is none for everybody."""
    return {queue: for_everybody(queue, role) for queue in queues}


def for_everybody(queue, role: str) -> Question | None:
    now = clock.now()
    one, other = wording(queue, role, NOBODY, now), wording(queue, role, NO_ONE, now + A_MOMENT)
    if one is None or other is None:
        return None
    return one if (other.sql, other.about(NOBODY, instead_of=NO_ONE)) == (one.sql, one.params) else None


def wording(queue, role: str, identity: uuid.UUID, moment: datetime.datetime) -> Question | None:
    """None where its words hang on more: the database was asked first, or need not be asked at all."""
    reader = User(pk=identity, role=role, email=f"{identity}@nowhere.invalid", name=str(identity))
    try:
        with clock.at(moment), connection.execute_wrapper(refuse):
            sql, params = queue.rows(reader).query.exists().get_compiler(connection=connection).as_sql()
    except (EmptyResultSet, AskedFirst):
        return None
    return Question(sql, tuple(params))


def refuse(*asked):
    raise AskedFirst


def prepared(identity: uuid.UUID):
    """An account's id as the database's driver is given it."""
    return User._meta.pk.get_db_prep_value(identity, connection)
