"""What is said about clocks: one nears its end, one was missed, and, to the office, something is overdue."""

from qcp.notices.registry import Notice
from qcp.notices.topics import REMINDERS, TASKS

# The clock itself names those who are written to.
REMINDER = Notice("deadlines.reminder", topic=REMINDERS)
MISSED = Notice("deadlines.missed")
OVERDUE = Notice("deadlines.overdue", to=("staff",), topic=TASKS)
