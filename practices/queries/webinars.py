"""Questions that others ask about the webinar."""

from ..models import WebinarAttendance


def attended(practice, on):
    """The latest attendance that proves, on that day, that somebody of the practice took part; or None."""
    return (
        WebinarAttendance.objects.filter(practice=practice, attended_on__lte=on, valid_until__gte=on)
        .select_related("session")
        .order_by("-valid_until")
        .first()
    )
