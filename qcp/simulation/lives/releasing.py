"""A practice lets its status go to a recipient, which asks for it from time to time, and perhaps takes that back."""

from practices.actions import recipients, releasing
from practices.models import Recipient, Release
from practices.models.release import canonical, digest_of
from practices.queries.status import payload_of
from practices.release_terms import in_force

from ..world import World, days

PLAN = "Prairie Health Plan"


def plan_of(world: World) -> Recipient:
    """The one recipient of a program, opened by one of the office and confirmed by another."""
    found = Recipient.objects.filter(name=PLAN).first()
    if found:
        return found
    first, second = world.cast.staff
    email = "credentialing@prairie-plan.example"
    recipient = recipients.open_recipient(name=PLAN, kind=Recipient.Kind.HEALTH_PLAN, email=email, by=first)
    return recipients.confirm(recipient, by=second)


def opt_in(world: World, team) -> Release:
    """The signatory reads what would go, and the text, and agrees."""
    signed = {"typed_name": team.signatory.name, "title": "Medical Director"}
    seen = digest_of(canonical(payload_of(team.practice)))
    terms = in_force(world.today).version
    return releasing.give(team.practice, plan_of(world), by=team.signatory, seen=seen, terms_version=terms, **signed)


def let_go(world: World, team, fate):
    """Yields rests; the plan asks twice, and after a revocation no more."""
    if not world.meets(fate, "status released"):
        return
    release = opt_in(world, team)
    for channel in ("list", "one"):
        yield days(10)
        releasing.disclose([(release, payload_of(team.practice))], channel=channel)
    if world.meets(fate, "consent revoked"):
        yield days(5)
        releasing.revoke(release, by=team.signatory)
        yield days(1)
