"""What every page knows: the contact, and how this portal is being run."""

from django.conf import settings

from qcp.accounts.middleware import LIMITS
from qcp.web.navigation import foot_links


def portal(request):
    return {
        "program_mailbox": settings.PROGRAM_MAILBOX,
        "demonstration": settings.DEMONSTRATION,
        "mfa_required": settings.MFA_REQUIRED,
        "scanner": settings.SCANNER,
        "foot_links": foot_links,
        "idle_seconds": idle_seconds(getattr(request, "user", None)),
    }


def idle_seconds(user) -> int:
    """After how long without use this person is signed out; 0 for nobody."""
    return LIMITS[user.role][0] if user and user.is_authenticated else 0
