"""What django-allauth asks us: who may come in, where a request comes from, how its letters leave."""

import logging
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from qcp.notices.outbox import enqueue

from . import middleware, notices, secrets
from .models import AccountLetter, SignIn, WrongTries
from .origins import origin

logger = logging.getLogger(__name__)

# allauth's letter -> ours. Its other letters all tell that the sign-in of an account was changed.
LETTERS = {
    "account/email/password_reset_key": notices.PASSWORD_RESET,
    "account/email/unknown_account": notices.NO_ACCOUNT,
}
CHANGES = {
    "account/email/password_changed": "The password was changed.",
    "account/email/password_reset": "The password was set anew after a letter to this address.",
    "account/email/password_set": "A password was set.",
    "mfa/email/totp_activated": "An authenticator app was added as the second sign-in step.",
    "mfa/email/totp_deactivated": "The authenticator app was removed from the second sign-in step.",
    "mfa/email/webauthn_added": "A passkey or security key was added.",
    "mfa/email/webauthn_removed": "A passkey or security key was removed.",
    "mfa/email/recovery_codes_generated": "New recovery codes were made. The old ones no longer work.",
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "No account has this e-mail address with this password. "
        "Check both, or ask for a new password.",
        "account_inactive": "This account is closed. Write to the program office if you think that is a mistake.",
    }

    def is_open_for_signup(self, request) -> bool:
        """Accounts come by invitation only."""
        return False

    def get_client_ip(self, request) -> str:
        return origin(request)

    def pre_authenticate(self, request, **credentials) -> None:
        """Count the try first. After some wrong ones the next must wait, from here only: nobody can lock out others."""
        wait = WrongTries.objects.take(credentials.get("email", ""), origin(request))
        if wait:
            logger.warning("A try to sign in was held back after too many wrong ones.")
            minutes = "half a minute" if wait <= 30 else f"{-(-wait // 60)} minutes" if wait > 60 else "a minute"
            raise ValidationError(
                f"Too many wrong tries. Please wait {minutes}, then try again, or ask for a new password."
            )

    def authenticate(self, request, **credentials):
        user = super().authenticate(request, **credentials)
        if user:
            WrongTries.objects.forget(credentials.get("email", ""), origin=origin(request))
        else:
            logger.warning("A try to sign in was refused.")
        return user

    def login(self, request, user) -> None:
        with transaction.atomic():
            super().login(request, user)
            SignIn.objects.create(person=user, origin=origin(request))
        middleware.begin(request.session)

    def _delete_login_attempts_cached_email(self, request, **credentials) -> None:
        """A new password was set: what was counted before no longer matters."""
        WrongTries.objects.forget(credentials.get("email", ""))

    def get_reset_password_from_key_url(self, key) -> str:
        """At the portal's own address, whatever name the request used."""
        return f"{settings.BASE_URL}{urlsplit(super().get_reset_password_from_key_url(key)).path}"

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Through the outbox, like every letter."""
        notice = LETTERS.get(template_prefix, notices.CHANGED)
        url = context.get("password_reset_url") or f"{settings.BASE_URL}{reverse('accounts:me')}"
        with transaction.atomic():
            letter = AccountLetter.objects.create(address=email)
            what = CHANGES.get(template_prefix, "")
            enqueue(notice, letter, occasion=str(letter.pk), to=[email], url=url, what=what)


class SecondStepAdapter(DefaultMFAAdapter):
    """The secrets of authenticator apps are sealed at rest."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is not right, or was used already. Wait for the next one and try again.",
    }

    def encrypt(self, text: str) -> str:
        return secrets.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets.unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        return "QOPI Certification"
