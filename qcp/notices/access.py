"""Who reaches the letters."""

from qcp.access.table import EVERYONE, OFFICE, Row

ROWS = [
    Row("notices:inbox", get=("signed_in",), note="One's own letters only."),
    Row("notices:message", get=("signed_in",), note="404 for anyone but its reader, and after stepping off the case."),
    Row("notices:how", get=("signed_in",), post=("signed_in",), note="One's own only."),
    Row("notices:undelivered", get=OFFICE, subject="notices.Message"),
    Row("notices:send_again", post=OFFICE, subject="notices.Message"),
    Row("notices:settle", post=OFFICE, subject="notices.Message"),
    Row("notices:wordings", get=OFFICE),
    Row("notices:wording", get=OFFICE, post=OFFICE),
    Row("notices:restore", post=OFFICE),
    Row("notices:outbox", get=EVERYONE, note="The embedded portal only; 404 in production."),
    Row("notices:mail", get=EVERYONE, note="The embedded portal only; 404 in production."),
]
