"""The demo's health plan: confirmed by two people of the office, chosen by some practices, known by a token."""

from django.conf import settings

from practices import release_terms
from practices.actions import recipients, releasing
from practices.models import Practice, Recipient, RecipientToken
from practices.models.recipient import HINT
from practices.models.recipient import digest_of as digest_of_token
from practices.models.release import canonical, digest_of
from practices.queries.status import payload_of
from qcp import clock

NAME = "Prairie Health Plan"
CHOOSE_IT = 4


def ensure_recipient(accounts) -> None:
    """Asked again, the same: one recipient, today's token, and the practices that chose it."""
    plan = Recipient.objects.filter(name=NAME).first() or opened(accounts)
    RecipientToken.objects.get_or_create(
        digest=digest_of_token(settings.DEMO_TOKEN),
        defaults={"recipient": plan, "hint": settings.DEMO_TOKEN[-HINT:], "made_by": accounts["staff"]},
    )
    if not plan.releases.exists():
        certified = Practice.objects.filter(is_demo=True, certifications__isnull=False).distinct().order_by("number")
        for practice in certified[:CHOOSE_IT]:
            opt_in(practice, plan)


def opened(accounts) -> Recipient:
    plan = recipients.open_recipient(
        name=NAME, kind=Recipient.Kind.HEALTH_PLAN, email="networks@prairie.example", by=accounts["staff"]
    )
    return recipients.confirm(plan, by=accounts["staff2"])


def opt_in(practice, plan) -> None:
    """The signatory reads what would go, and agrees."""
    signatory = practice.people("signatory").first()
    releasing.give(
        practice,
        plan,
        by=signatory,
        typed_name=str(signatory),
        title="Practice administrator",
        seen=digest_of(canonical(payload_of(practice))),
        terms_version=release_terms.in_force(clock.today()).version,
    )


def printed_token() -> str:
    """What `make run` says to those who try the interface."""
    return f"API token of {NAME}: {settings.DEMO_TOKEN} (Authorization: Bearer, at /api/v1/practices/)"
