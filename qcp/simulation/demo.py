"""The demo program: practices at every milestone, each brought there through the portal's own actions."""

import datetime
import random

from django.db import transaction

from practices.models import Membership, MembershipRole, Practice, Site, TaxId
from qcp import clock

from . import rounds
from .accounts import ensure_accounts
from .agenda import Agenda
from .cast import assemble, person
from .lives.applying import watch_webinar
from .lives.practice import Team, live
from .recipient import ensure_recipient
from .showcases import SHOWCASES, Showcase
from .world import World, days

ELM = "Elm Street Oncology"
SEED = 1


def load() -> bool:
    """Build the program where there is none yet; False when it was there already."""
    accounts = ensure_accounts()
    if Practice.objects.filter(is_demo=True).exists():
        ensure_recipient(accounts)
        return False
    now = clock.now()
    began = now - days(max(showcase.began for showcase in SHOWCASES) + 1)
    rounds.announce(began.year - 1, now.year + 1)
    with clock.at(began):
        world = World(random.Random(SEED), assemble(extra=False))
        elm = elm_street(accounts)
        play(world, accounts, began, now)
    watch_webinar(elm)
    ensure_recipient(accounts)
    return True


def play(world: World, accounts, began: datetime.datetime, now: datetime.datetime) -> None:
    """Everyone's story up to today."""
    agenda = Agenda(began)
    for number, showcase in enumerate(SHOWCASES):
        agenda.begin(story(world, accounts, number, showcase), rest=now - days(showcase.began) - began)
    agenda.run(now, world.night)


def story(world: World, accounts, number: int, showcase: Showcase):
    """A life that stops where the showcase wants it."""
    team = settle(showcase, number, accounts.get(showcase.signatory))
    if "several sites" in showcase.met:
        add_site(team.practice, f"{showcase.city} North", is_main=False)
    for rest in live(world, team, showcase.met):
        if showcase.reached(team):
            return
        yield rest


def elm_street(accounts) -> Team:
    """The practice of the demo accounts: ready to begin, nothing done yet."""
    elm = Showcase(ELM, "Springfield", "IL", 0)
    team = settle(elm, 0, accounts["signatory"], accounts["editor"], hours=200)
    add_site(team.practice, "Elm Street West", is_main=False)
    Membership.objects.create(practice=team.practice, user=accounts["viewer"], role=MembershipRole.VIEWER)
    return team


@transaction.atomic
def settle(showcase: Showcase, number: int, signatory=None, editor=None, hours: int = 120) -> Team:
    """The practice with its people, its Tax ID and its main site."""
    practice = Practice.objects.create(
        legal_name=showcase.name, city=showcase.city, state=showcase.state, oncologist_hours=hours, is_demo=True
    )
    TaxId.objects.create(practice=practice, number=f"36-{2000000 + int(practice.number[3:])}")
    add_site(practice, f"{showcase.name.split()[0]} Main Campus", is_main=True)
    signatory = signatory or person(f"signs.{number}@demo-practices.example", f"Dr. {showcase.name.split()[0]}")
    editor = editor or person(f"edits.{number}@demo-practices.example", f"{showcase.name.split()[0]} office")
    for user, role in ((signatory, MembershipRole.SIGNATORY), (editor, MembershipRole.EDITOR)):
        Membership.objects.create(practice=practice, user=user, role=role)
    return Team(practice, signatory, editor)


def add_site(practice: Practice, name: str, *, is_main: bool) -> None:
    place = {"street": "1 Main Street", "city": practice.city, "state": practice.state, "zip": "62701"}
    Site.objects.create(practice=practice, name=name, is_main=is_main, treats_here=True, phone="555-201-3344", **place)
