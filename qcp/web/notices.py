"""The reminder of the day."""

from qcp.notices.registry import Notice
from qcp.notices.topics import REMINDERS

WAITING = Notice("web.waiting", topic=REMINDERS)
