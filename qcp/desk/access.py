"""The desk, whole: absent for everyone but the office."""

from qcp.access.table import OFFICE, Row

WHOLE = "Also every list, history, filter and autocomplete of the desk."

ROWS = [Row("admin:*", get=OFFICE, post=OFFICE, hidden=True, note=WHOLE)]
