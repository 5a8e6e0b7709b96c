"""What every page knows: the contact, and how this portal is being run."""

from django.conf import settings

from qcp.web.navigation import foot_links


def portal(request):
    return {
        "program_mailbox": settings.PROGRAM_MAILBOX,
        "demonstration": settings.DEMONSTRATION,
        "mfa_required": settings.MFA_REQUIRED,
        "scanner": settings.SCANNER,
        "foot_links": foot_links,
    }
