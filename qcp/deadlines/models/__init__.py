from .calendar_key import CalendarKey
from .deadline import OPEN, OWES, Deadline, Status
from .pause import Pause

__all__ = ["OPEN", "OWES", "CalendarKey", "Deadline", "Pause", "Status"]
