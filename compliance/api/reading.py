"""What one recipient may read, and that it was read. The consent is part of every question to the database."""

from django.db.models import Max

from practices.models import Release
from practices.queries.status import payloads


class Taken:
    """What a view is about to let go; the recorder writes it down before the answer leaves."""

    def __init__(self, channel: str, sent: list):
        self.channel, self.sent = channel, sent


def let_go(request, channel: str, releases: list) -> list[dict]:
    """The payloads of these consents, announced to the recorder."""
    known = payloads([release.practice for release in releases])
    request.disclosed = Taken(channel, [(release, known[release.practice_id]) for release in releases])
    return [known[release.practice_id] for release in releases]


def of(recipient):
    """The consents to this recipient that stand."""
    return Release.objects.in_force().filter(recipient=recipient).select_related("practice")


def one(recipient, number: str):
    """By the practice's number; None alike for what does not exist and for whoever did not opt in."""
    return of(recipient).filter(practice__number=number.upper()).first()


def by_numbers(recipient, numbers: set[str]) -> dict:
    """Number (of a practice or of its certificate) -> consent; two questions, however many numbers."""
    found = {row.practice.number: row for row in of(recipient).filter(practice__number__in=numbers)}
    certified = of(recipient).filter(practice__certifications__number__in=numbers)
    rows = certified.annotate(certificate=Max("practice__certifications__number")).values_list("pk", flat=True)
    for release in of(recipient).filter(pk__in=rows).prefetch_related("practice__certifications"):
        found |= {each.number: release for each in release.practice.certifications.all() if each.number in numbers}
    return found


def changed_since(recipient, since: int, limit: int) -> tuple[list, bool]:
    """Consents whose status changed after `since`, in the order of their latest change; and whether there are more."""
    rows = of(recipient).annotate(sequence=Max("events__sequence"), changed_at=Max("events__at"))
    rows = list(rows.filter(sequence__gt=since).order_by("sequence")[: limit + 1])
    return rows[:limit], len(rows) > limit
