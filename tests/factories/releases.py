"""Recipients and consents, made through the acts of the people who make them."""

from practices.actions import recipients, releasing
from practices.models.release import canonical, digest_of
from practices.queries.status import payload_of
from practices.release_terms import in_force
from qcp import clock


def open_recipient(by, confirmed_by, name="Prairie Health Plan"):
    """Known to the office, confirmed by a second person of it."""
    recipient = recipients.open_recipient(name=name, kind="health-plan", email="contact@plan.example", by=by)
    return recipients.confirm(recipient, by=confirmed_by)


def opted_in(practice, recipient, signatory, **changed):
    """The signatory read today's payload and text, and agreed."""
    given = {
        "typed_name": "Olivia Elm",
        "title": "Administrator",
        "seen": digest_of(canonical(payload_of(practice))),
        "terms_version": in_force(clock.today()).version,
    }
    return releasing.give(practice, recipient, by=signatory, **{**given, **changed})
