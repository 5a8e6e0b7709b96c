"""The people of the program office and field: the demo accounts, and enough others for a whole program."""

from dataclasses import dataclass

from qcp import clock
from qcp.accounts.models import Role, User
from qcp.deadlines.lengths import add_years
from surveys.models import Credential, Surveyor
from surveys.states import CredentialKind

from .accounts import ensure_accounts

PLACES = (("Albany", "NY"), ("Columbus", "OH"), ("Denver", "CO"), ("Austin", "TX"), ("Tacoma", "WA"), ("Macon", "GA"))
MORE_SURVEYORS, MORE_REVIEWERS = 10, 6


@dataclass
class Cast:
    """Who acts for the program. Lists, because nobody decides twice and somebody else is then needed."""

    staff: list[User]
    managers: list[User]
    reviewers: list[User]
    surveyors: list[User]
    council: list[User]


def assemble(*, extra: bool = True) -> Cast:
    """Everybody, once: asked again, the same people. Without extras, the demo accounts alone."""
    accounts = ensure_accounts()
    surveyors = [accounts["surveyor"], accounts["surveyor2"], *extras(Role.SURVEYOR, MORE_SURVEYORS if extra else 0)]
    for number, user in enumerate(surveyors):
        enlist(user, *PLACES[number % len(PLACES)])
    return Cast(
        staff=[accounts["staff"], accounts["staff2"]],
        managers=[accounts["manager"], accounts["manager2"]],
        reviewers=[accounts["reviewer"], accounts["reviewer2"], *extras(Role.REVIEWER, MORE_REVIEWERS if extra else 0)],
        surveyors=surveyors,
        council=[accounts[name] for name in ("council", "council2", "council3", "council4")],
    )


def extras(role: Role, count: int) -> list[User]:
    return [
        person(f"{role}{number}@simulated.example", f"{role.label} {number}", role) for number in range(3, count + 3)
    ]


def person(email: str, name: str, role: Role = Role.PRACTICE) -> User:
    """An account that nobody signs in to."""
    return User.objects.get_or_create(email=email, defaults={"name": name, "role": role, "password": "!"})[0]


def enlist(user: User, city: str, state: str) -> None:
    """Onto the roster, with papers that outlast any simulation."""
    surveyor, fresh = Surveyor.objects.get_or_create(user=user, defaults={"city": city, "state": state})
    if fresh:
        until = add_years(clock.today(), 20)
        Credential.objects.bulk_create(Credential(surveyor=surveyor, kind=k, expires_on=until) for k in CredentialKind)
