"""The desk, whole: absent for everyone but the office."""

from qcp.access.table import OFFICE, Row

ROWS = [Row("admin:*", get=OFFICE, post=OFFICE, note="Also every list, history, filter and autocomplete of the desk.")]
