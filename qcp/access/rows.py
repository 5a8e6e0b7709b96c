"""Who gets an answer at the addresses of conflict questions."""

from .table import OFFICE, Row

ROWS = [
    Row(
        "access:conflict", get=("asked",), post=("asked",), subject="access.ConflictQuestion",
        note="Only the person who was asked; it shows the practice's name and city and nothing else.",
    ),
    Row("access:view-as", get=OFFICE, post=OFFICE, subject="accounts.User", note="Members of practices."),
    Row("access:view-as-end", post=("signed_in",), note="Ends one's own view."),
]  # fmt: skip
