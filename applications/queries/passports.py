"""What the last application can lend to this one, and what a document is a newer version of."""

from applications.models import EvidencePassport, PolicyDocument
from applications.states import CHECKED


def offered(application) -> list[PolicyDocument]:
    """Policies that stood checked in the last application, not carried over into this one yet."""
    if application.previous is None:
        return []
    used = EvidencePassport.objects.filter(document__in=application.policy_documents.current()).values("source")
    before = application.previous.policy_documents.current().filter(state__in=CHECKED, file__destroyed_at=None)
    return list(before.exclude(pk__in=used).for_list())


def older_version(document) -> PolicyDocument | None:
    """The document that this one took the place of, within the application or from the last one."""
    if document.replaces_id:
        return document.replaces
    passport = EvidencePassport.objects.filter(document=document).select_related("source__file").first()
    return passport.source if passport else None
