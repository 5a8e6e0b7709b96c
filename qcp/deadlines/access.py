"""Who reaches the clocks."""

from qcp.access.table import EVERYONE, Row

ROWS = [
    Row("deadlines:calendar", get=("signed_in",), post=("signed_in",), note="One's own address only."),
    Row("deadlines:feed", get=EVERYONE, note="Whoever holds the address, which is a secret; what its owner may see."),
    Row("deadlines:why", get=("signed_in",), note="Those who may see the record that the clock belongs to."),
]
