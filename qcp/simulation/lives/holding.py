"""After the award: three years of certification, and the ways in which it goes on or ends."""

from applications.states import ENDED, ApplicationKind
from compliance.actions import certifications, plaques
from compliance.models import Certification
from compliance.states import IN_FORCE, CertificationState

from ..world import Over, World, days, fresh
from .changing import change, merge
from .releasing import let_go
from .revoking import suspect

LONG = 3 * 365


def certification_of(team):
    found = Certification.objects.filter(application=team.application).first()
    if found is None:
        raise Over
    return found


def wish(certification):
    """Some want to be listed, some to be celebrated, some both: by their number, so that no chance is spent on it."""
    number = int(certification.practice.number.removeprefix("QP-"))
    signatory = certification.practice.people("signatory")[0]
    certifications.wish(certification, by=signatory, listed=number % 3 != 0, celebrate=number % 2 == 0)


def order_plaque(certification):
    """Two of three order it; `make_plaque` is what the office does then."""
    practice, site = certification.practice, certification.sites.first()
    if int(practice.number.removeprefix("QP-")) % 3 == 2:
        return None
    where = {name: getattr(site, name) for name in ("street", "city", "state", "zip")}
    words = {"name_line": practice.legal_name[:40], "place_line": practice.place[:40], "recipient": "Front desk"}
    return plaques.order(certification, by=practice.people("signatory")[0], **words, **where)


def make_plaque(world: World, order):
    if order and not fresh(order).cancelled_on:
        plaques.send_to_engraver(order, by=world.staff)
        plaques.ship(order, by=world.staff, carrier="Parcel post", tracking=f"PP-{order.certification.number}")


def end_in(world: World, team, certification, fate, *, after: str = ""):
    """The ends that somebody brings about, if this life meets one of them."""
    practice = certification.practice
    if world.meets(fate, f"surrendered{after}"):
        world.act(certification, "surrender", by=practice.people("signatory")[0])
    elif world.meets(fate, f"ended by change{after}"):
        merge(world, team, certification)


def hold(world: World, team, fate, again):
    """Yields rests; `again` is the life of a recertification."""
    certification = certification_of(team)
    wish(certification)
    plaque = order_plaque(certification)
    yield world.some(30, 200)
    make_plaque(world, plaque)
    yield from let_go(world, team, fate)
    yield from change(world, team, certification, fate)
    end_in(world, team, certification, fate)
    yield from suspect(world, certification, fate)
    if fresh(certification).state not in IN_FORCE:
        raise Over
    left = (certification.expires_on - world.today).days
    if world.meets(fate, "recertified early"):
        yield days(max(1, left - 330))
        yield from again(ApplicationKind.RECERTIFICATION)
    elif world.meets(fate, "recertified late"):
        yield days(max(1, left - 50))
        yield from again(ApplicationKind.RECERTIFICATION)
    else:
        yield days(left + 10)


def decide_in_grace(world: World, team, certification, fate):
    """A recertification is under way when the term ends: something may still end it before the new award."""
    while fresh(certification).state == CertificationState.ACTIVE:
        yield days(5)
    if fresh(certification).state == CertificationState.IN_GRACE:
        yield days(3)
        end_in(world, team, certification, fate, after=" in grace")
        yield from suspect(world, certification, fate, after=" in grace")
    if world.meets(fate, "grace runs out"):
        while fresh(certification).state in IN_FORCE and fresh(team.application).state not in ENDED:
            yield days(10)
