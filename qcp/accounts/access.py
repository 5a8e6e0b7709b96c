"""Who may open the sign-in and account pages."""

from qcp.access.table import EVERYONE, OFFICE, Row

OPEN = EVERYONE
SIGNED_IN = ("signed_in",)

ROWS = [
    Row("accounts:me", get=SIGNED_IN),
    Row("accounts:people", get=OFFICE),
    Row("accounts:close", post=("manager",), subject="accounts.User"),
    Row("accounts:reopen", post=("manager",), subject="accounts.User"),
    Row("accounts:invitations", get=OFFICE, post=OFFICE),
    Row("accounts:withdraw", post=OFFICE, subject="accounts.Invitation"),
    Row("accounts:invitation", get=OPEN, post=OPEN, note="Whoever holds the address in the letter, once."),
    Row("account_login", get=OPEN, post=OPEN),
    Row("account_logout", get=OPEN, post=OPEN),
    Row("account_signup", get=OPEN, post=OPEN, note="Only with an invitation; without one the page says so."),
    Row("account_inactive", get=OPEN),
    Row("account_reauthenticate", get=SIGNED_IN, post=SIGNED_IN),
    Row("account_change_password", get=SIGNED_IN, post=SIGNED_IN),
    Row("account_reset_password", get=OPEN, post=OPEN),
    Row("account_reset_password_done", get=OPEN),
    Row("account_reset_password_from_key", get=OPEN, post=OPEN),
    Row("account_reset_password_from_key_done", get=OPEN),
    Row("mfa_index", get=SIGNED_IN),
    Row("mfa_authenticate", get=OPEN, post=OPEN, note="The second step of signing in."),
    Row("mfa_reauthenticate", get=SIGNED_IN, post=SIGNED_IN),
    Row("mfa_activate_totp", get=SIGNED_IN, post=SIGNED_IN),
    Row("mfa_deactivate_totp", get=SIGNED_IN, post=SIGNED_IN),
    Row("mfa_generate_recovery_codes", get=SIGNED_IN, post=SIGNED_IN),
    Row("mfa_view_recovery_codes", get=SIGNED_IN),
    Row("mfa_download_recovery_codes", get=SIGNED_IN),
    Row("mfa_list_webauthn", get=SIGNED_IN),
    Row("mfa_add_webauthn", get=SIGNED_IN, post=SIGNED_IN),
    Row("mfa_edit_webauthn", get=SIGNED_IN, post=SIGNED_IN),
    Row("mfa_remove_webauthn", get=SIGNED_IN, post=SIGNED_IN),
    Row("mfa_reauthenticate_webauthn", get=SIGNED_IN, post=SIGNED_IN),
    Row("mfa_login_webauthn", get=OPEN, post=OPEN),
    Row("usersessions_list", get=SIGNED_IN, post=SIGNED_IN),
]
