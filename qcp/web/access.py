"""Who reaches the pages that belong to no app."""

from qcp.access.table import EVERYONE, Row

ROWS = [
    Row("web:front", get=EVERYONE),
    Row("web:policies", get=EVERYONE),
    Row("web:help", get=EVERYONE),
    Row("web:healthz", get=EVERYONE),
    Row("web:readyz", get=EVERYONE),
    Row("web:alive", get=("signed_in",)),
    Row("web:home", get=("signed_in",)),
    Row(
        "web:queue", get=("signed_in",), note="404 for a queue of another role; its rows are those the person may see."
    ),
    Row("web:queue-export", get=("signed_in",), note="The rows of the list, as a table."),
    Row(
        "web:move",
        post=("signed_in",),
        note="The record is fetched as visible to the person; the machine asks its policy.",
    ),
    Row("web:gallery", get=("signed_in",), note="Outside the embedded portal 404 for anyone but the office."),
]
