"""A practice with two people and an application, made for one figure and taken back afterwards."""

from contextlib import contextmanager

from django.db import transaction

from applications.actions.opening import open_application
from qcp.accounts.models import Role, User
from tests.factories import applications as made


@contextmanager
def a_draft(*, complete=False):
    """(application, signatory, editor)"""
    with transaction.atomic():
        made.catalogue()
        people = [User.objects.create_user(f"{name}@figures.example", name=name, role=Role.PRACTICE) for name in "ab"]
        practice = made.practice_of(*people, sites=2)
        made.qualify(practice)
        draft = open_application(practice, by=people[1])
        yield made.fill(draft, by=people[0]) if complete else draft, *people
        transaction.set_rollback(True)
