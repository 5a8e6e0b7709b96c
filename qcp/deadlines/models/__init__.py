from .calendar_key import CalendarKey
from .deadline import OPEN, Deadline, Status
from .pause import Pause

__all__ = ["OPEN", "CalendarKey", "Deadline", "Pause", "Status"]
