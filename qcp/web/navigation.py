"""What stands in the header: one table, read for the person who looks."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.urls import is_valid_path

from qcp import clock
from qcp.accounts.models import OFFICE, Role
from qcp.notices.models import Message

ALL = (*Role.values,)
ANYONE = ("anonymous", *ALL)


@dataclass(frozen=True)
class Link:
    """A place in the header. `where`: 'embedded' stands only in the portal that mails nothing outside."""

    title: str
    path: str
    roles: tuple[str, ...] = ANYONE
    where: str = "everywhere"


LINKS = (
    Link("Home", "/home/", ALL),
    Link("Inbox", "/inbox/", ALL),
    Link("My calendar", "/surveys/calendar/", (Role.SURVEYOR,)),
    Link("Program", "/program/", OFFICE),
    Link("My entry", "/surveys/me/", (Role.SURVEYOR,)),
    Link("Staff desk", "/admin/", OFFICE),
    Link("Accounts", "/accounts/people/", OFFICE),
    Link("Letters", "/wordings/", OFFICE),
    Link("Policies", "/policies/"),
    Link("Register", "/register/"),
    Link("Outbox", "/outbox/", where="embedded"),
)


FOOT = (
    Link("Help and contact", "/help/"),
    Link("Policies and deadlines", "/policies/"),
    Link("Certified practices", "/register/"),
    Link("What you will need", "/what-you-will-need/"),
    Link("The program in figures", "/figures/"),
    Link("Report a concern in confidence", "/complaints/new/"),
)


@cache
def exists(path: str) -> bool:
    """Has the portal a page at that address?"""
    return is_valid_path(path)


def foot_links() -> list[Link]:
    return [link for link in FOOT if exists(link.path)]


def links_for(user) -> list[Link]:
    """The header's links for this person."""
    role = user.role if user.is_authenticated else "anonymous"
    embedded = getattr(settings, "EMBEDDED", False)
    return [link for link in LINKS if role in link.roles and (embedded or link.where == "everywhere")]


def unread(user) -> str:
    """How many letters in the inbox were never opened; '99+' of more, which nobody counts on every page."""
    letters = Message.objects.filter(recipient=user, first_viewed_at=None, not_before__lte=clock.now())
    number = letters[:100].count()
    return "99+" if number > 99 else str(number or "")
