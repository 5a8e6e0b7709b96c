"""Who asks for the pages, and what they are about: an application that was sent, one being filled in, a certificate."""

from dataclasses import dataclass

from django.db import transaction

from applications.actions import application as actions
from applications.actions.opening import open_application
from applications.models import Application
from qcp.accounts.models import Role, User
from qcp.workflow import chain
from tests.factories import applications as factories
from tests.factories import compliance


@dataclass(frozen=True)
class Cast:
    """Stella of the office; Olivia waits for an answer, Nora still fills in; somebody holds a certificate's number."""

    staff: User
    waiting: User
    sent: Application
    applying: User
    draft: Application
    number: str


@transaction.atomic
def cast() -> Cast:
    staff = person("Stella", Role.STAFF)
    waiting, applying = person("Olivia"), person("Nora")
    sent = factories.fill(opened(waiting), by=waiting)
    draft = factories.fill(opened(applying), by=applying, but=("agreements",))
    reviewer, manager = person("Rita", Role.REVIEWER), person("Max", Role.MANAGER)
    certificate = compliance.certified(reviewer, person("Ines"), manager)
    return Cast(staff, waiting, actions.submit(sent, by=waiting), applying, draft, certificate.number)


def person(name: str, role: Role = Role.PRACTICE) -> User:
    return User.objects.create_user(f"{name.lower()}@bench.example", name=name, role=role)


def opened(signatory: User) -> Application:
    practice = factories.practice_of(signatory, sites=2, legal_name=f"{signatory.name}'s Oncology")
    chain.begin(factories.qualify(practice), by=signatory)
    return open_application(practice, by=signatory)
