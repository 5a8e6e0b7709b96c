"""A practice lets its status go to a recipient, or no longer; and each time that something goes is written down."""

from collections.abc import Iterable

from django.db import transaction

from qcp import clock
from qcp.notices.outbox import enqueue
from qcp.workflow.follows import follow
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate

from .. import notices, policies, release_terms
from ..models import Disclosure, Practice, Recipient, Release, ReleasedPayload
from ..models.release import canonical, digest_of
from ..queries.status import payload_of


def give(practice, recipient, *, by, typed_name: str, title: str, seen: str, terms_version: str) -> Release:
    """The signatory opts in to one recipient, having seen the exact payload (its digest is `seen`) and the text."""
    with transaction.atomic():
        practice = Practice.objects.select_for_update().get(pk=practice.pk)
        if not policies.may_release(practice, by):
            raise NotAllowed("Only a signatory of the practice decides to whom its status goes.")
        if not Recipient.objects.open().filter(pk=recipient.pk).exists():
            raise OutOfDate("This recipient can no longer be chosen.")
        if practice.releases.filter(recipient=recipient, revoked_at=None).exists():
            raise OutOfDate(f"The practice lets its status go to {recipient} already.")
        if not (typed_name.strip() and title.strip()):
            raise NotReady("Type your name and your title: the consent is yours to sign.")
        terms, payload = release_terms.in_force(clock.today()), canonical(payload_of(practice))
        if (terms.version, digest_of(payload)) != (terms_version, seen):
            raise OutOfDate("What would go, or the text, has changed since you opened the page. Read it once more.")
        release = keep(practice, recipient, by, typed_name.strip(), title.strip(), terms, payload)
        enqueue(notices.RELEASE_GIVEN, release, occasion="given", release=release)
        follow("release-given", release)
    return release


def keep(practice, recipient, by, typed_name, title, terms, payload) -> Release:
    return Release.objects.create(
        practice=practice,
        recipient=recipient,
        agreed_by=by,
        typed_name=typed_name,
        title=title,
        terms_version=terms.version,
        terms=terms.text,
        terms_sha256=digest_of(terms.text),
        payload=payload,
        payload_sha256=digest_of(payload),
    )


def revoke(release, *, by) -> Release:
    """The signatory takes the consent back: from this moment nothing more goes to that recipient."""
    with transaction.atomic():
        Practice.objects.select_for_update().get(pk=release.practice_id)
        release = Release.objects.select_related("practice", "recipient").get(pk=release.pk)
        if not policies.may_release(release.practice, by):
            raise NotAllowed("Only a signatory of the practice decides to whom its status goes.")
        if release.revoked_at:
            raise OutOfDate("This consent was revoked already.")
        release.revoked_by, release.revoked_at = by, clock.now()
        release.save(update_fields=["revoked_by", "revoked_at"])
        enqueue(notices.RELEASE_REVOKED, release, occasion="revoked", release=release)
    return release


def disclose(sent: Iterable[tuple[Release, dict]], *, channel: str) -> None:
    """Write down what is about to leave. Refused when a consent does not stand any more: then nothing may leave."""
    sent = [(release, canonical(payload)) for release, payload in sent]
    with transaction.atomic():
        ids = {release.pk for release, _ in sent}
        standing = Release.objects.in_force().select_for_update(of=("self",)).filter(pk__in=ids)
        if set(standing.values_list("pk", flat=True)) != ids:
            raise OutOfDate("A practice has just revoked its consent. Ask once more.")
        texts = {digest_of(text): text for _, text in sent}
        known = set(ReleasedPayload.objects.filter(pk__in=texts).values_list("pk", flat=True))
        ReleasedPayload.objects.bulk_create(
            (ReleasedPayload(sha256=key, text=text) for key, text in texts.items() if key not in known),
            ignore_conflicts=True,
        )
        Disclosure.objects.bulk_create(
            Disclosure(
                practice_id=release.practice_id,
                recipient_id=release.recipient_id,
                release=release,
                payload_id=digest_of(text),
                channel=channel,
            )
            for release, text in sent
        )
