"""Who reaches the page of a move that is held."""

from qcp.access.table import OFFICE, Row

WHO = (*OFFICE, "reviewer", "council")

ROWS = [Row("undo:held", get=WHO, post=WHO, subject="undo.HeldMove", note="Outside the office: what one pressed.")]
