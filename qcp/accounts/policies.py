"""Who needs what to get in."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.utils.module_loading import import_string


def needs_second_step(user) -> bool:
    """Everyone but those who can only look at their own practice, where the portal asks for it at all."""
    return settings.MFA_REQUIRED and not import_string(settings.MFA_EXEMPTION)(user)


def lacks_second_step(user) -> bool:
    """Must this person set up a second step before anything else?"""
    return needs_second_step(user) and not is_mfa_enabled(user)


def may_close_accounts(user) -> bool:
    """Taking somebody's access away, or giving it back, is for the program's managers."""
    return user.is_manager
