"""Questions that others ask about changes of organisation."""

from ..models import OrganisationChange
from ..states import ChangeKind


def pending(practice):
    """A merger or acquisition that is reported and not determined yet, or None."""
    open_ones = OrganisationChange.objects.open().filter(practice=practice)
    return open_ones.filter(kind__in=(ChangeKind.MERGER, ChangeKind.ACQUISITION)).order_by("happened_on").first()
