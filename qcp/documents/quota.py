"""How much one person and one practice may hand in on one day, so that no mistake and no stranger fills the store.

`UPLOADS_A_DAY` has a row per role, and one for the people of a practice together.
"""

from django.conf import settings
from django.db.models import Count, Sum

from qcp import clock

from .inspection.kinds import MEGABYTE
from .models import StoredFile, Upload

PERSON, PRACTICE = "You have", "Your practice has"
SENTENCE = (
    "{who} handed in {what} today, which is as much as one day allows. Go on tomorrow, or write to QCP staff if it "
    "cannot wait."
)


def objection(subject, by, size: int) -> str:
    """What speaks against this many more bytes from this person today; nothing while there is room."""
    if by is None or not by.pk:
        return ""
    colleagues = colleagues_of(subject, by)
    for who, people, limit in (
        (PERSON, [by.pk], settings.UPLOADS_A_DAY[by.role]),
        (PRACTICE, colleagues, settings.UPLOADS_A_DAY["together"]),
    ):
        files, used = today(people) if people else (0, 0)
        if files + 1 > limit["files"]:
            return SENTENCE.format(who=who, what=f"{files} file{'' if files == 1 else 's'}")
        if used + size > limit["megabytes"] * MEGABYTE:
            return SENTENCE.format(who=who, what=f"{used // MEGABYTE} MB")
    return ""


def colleagues_of(subject, by) -> list:
    practice = getattr(subject, "practice", None) or subject
    if not hasattr(practice, "has_member") or not practice.has_member(by):
        return []
    return [person.pk for person in practice.people("members")]


def today(people: list) -> tuple[int, int]:
    """Files and bytes that these people handed in today, those on their way included."""
    kept = StoredFile.objects.filter(uploaded_by__in=people, uploaded_at__date=clock.today())
    coming = Upload.objects.under_way().filter(by__in=people, begun_at__date=clock.today())
    totals = [rows.aggregate(files=Count("pk"), used=Sum("size")) for rows in (kept, coming)]
    return sum(t["files"] for t in totals), sum(t["used"] or 0 for t in totals)
