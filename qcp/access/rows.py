"""Who gets an answer at the addresses of conflict questions."""

from .table import Row

ROWS = [
    Row(
        "access:conflict", get=("asked",), post=("asked",), subject="access.ConflictQuestion",
        note="Only the person who was asked; it shows the practice's name and city and nothing else.",
    ),
]  # fmt: skip
