"""The pages of django-allauth that the portal uses: signing in and out, passwords, second step, sessions."""

from allauth.account.urls import urlpatterns as account_pages
from django.urls import include, path

# An account has one address, which its invitation proved, and always a password.
UNUSED = {
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_set_password",
}

urlpatterns = [
    *(page for page in account_pages if page.name not in UNUSED),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
