"""Letters about accounts. They go to addresses: some of their readers have no account yet, or none at all."""

from qcp.notices.registry import Notice

INVITED = Notice("accounts.invited", private=True)
PASSWORD_RESET = Notice("accounts.password_reset", private=True)
NO_ACCOUNT = Notice("accounts.no_account")
CHANGED = Notice("accounts.changed")
