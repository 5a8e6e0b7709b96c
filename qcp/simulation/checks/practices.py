"""Extensions, changes of organisation, and what leaves about a practice."""

from applications import extending
from applications.models import Extension
from applications.states import ExtensionState, InvoiceState
from compliance.models import Certification, CertifiedSite
from compliance.states import CertificationState
from practices.models import Disclosure, SiteOutcome
from practices.states import SiteFate
from qcp.deadlines.kinds import Kind
from qcp.deadlines.models import Deadline

MOST_DAYS = 30


def extensions_as_allowed():
    """Once for an application, by at most 30 days, for an event within the window; the fee is kept."""
    extended = set()
    for extension in Extension.objects.select_related("application__practice").order_by("opened_at"):
        if extension.event_on < extending.window_opens_on(extension.final_deadline_on):
            yield f"{extension}: its event lies before the window."
        if extension.fee is None or extension.fee.state not in (InvoiceState.OPEN, InvoiceState.PAID):
            yield f"{extension}: its fee was not kept."
        if extension.state != ExtensionState.GRANTED:
            continue
        if extension.application_id in extended:
            yield f"{extension}: the application was extended before."
        extended.add(extension.application_id)
        if moved_by(extension) != [extension.days] or extension.days > MOST_DAYS:
            yield f"{extension}: {extension.days} days were granted, and the final deadline moved by another number."


def moved_by(extension) -> list[int]:
    """By how many days the final deadline moved from where it stood."""
    moved = Deadline.objects.of(extension.application).filter(
        kind=Kind.FINAL_DEADLINE, due_on=extension.final_deadline_on, moved_to__isnull=False
    )
    return [(each.moved_to.due_on - each.due_on).days for each in moved.select_related("moved_to")]


def sites_leave_by_determination():
    """No certification moves by itself: a site leaves when staff determined so, and the last one ends it."""
    for row in CertifiedSite.objects.exclude(until_on=None).select_related("certification", "site"):
        outcomes = SiteOutcome.objects.filter(site=row.site).select_related("change")
        lost = {each.change.closed_on for each in outcomes if each.outcome == SiteFate.LOST}
        lost |= {each.settled_on for each in outcomes if each.settled_as == SiteFate.LOST}
        if row.until_on not in lost:
            yield f"{row.certification}: {row} left without a determination."
    for certification in Certification.objects.filter(state=CertificationState.ENDED):
        if certification.sites.filter(until_on=None).exists():
            yield f"{certification} was ended by a change that left it a site."


def disclosed_with_consent():
    """Each thing that left did so while its practice let it go to that very recipient, whom two people had opened."""
    for each in Disclosure.objects.select_related("release", "recipient"):
        release, recipient = each.release, each.recipient
        if (release.practice_id, release.recipient_id) != (each.practice_id, each.recipient_id):
            yield f"{each.get_channel_display()}: left to somebody else than the consent names."
        after = release.revoked_at is not None and each.at >= release.revoked_at
        if each.at < release.agreed_at or after:
            yield f"{each.get_channel_display()}: left to {recipient} without a consent in force."
        if recipient.confirmed_by_id in (None, recipient.opened_by_id):
            yield f"{recipient} was opened by one person."
