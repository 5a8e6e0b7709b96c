"""Evidence that is attached to a record: what becomes of it once it was checked."""

from django.db import transaction

from qcp.notices.outbox import enqueue

from .models import StoredFile
from .notices import EVIDENCE_REFUSED

PURPOSE = "evidence"


def of(record) -> list[StoredFile]:
    """What was attached to the record, oldest first."""
    return list(StoredFile.objects.of(record).select_related("uploaded_by").order_by("uploaded_at"))


def refused_is_told(record, stored: StoredFile) -> None:
    """Whoever attached a file learns at once that it was refused; a clean file needs no letter."""
    if stored.verdict == StoredFile.Verdict.REFUSED and stored.uploaded_by:
        with transaction.atomic():
            told = f"file-{stored.pk}"
            enqueue(EVIDENCE_REFUSED, record, occasion=told, to=[stored.uploaded_by], reason=stored.reason)
