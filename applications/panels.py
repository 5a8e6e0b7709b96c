"""What a practice's page shows of its applications."""

from applications.models import Application
from applications.states import OPEN


def applications(practice, user) -> dict:
    """The practice's applications, and the way to a new one."""
    rows = list(Application.objects.visible_to(user).filter(practice=practice).for_list())
    return {
        "template": "applications/_of_practice.html",
        "applications": rows,
        "may_open": not any(row.state in OPEN for row in rows),
    }
