from .operation import Operation
from .pencilled import PencilledDay
from .survey import Survey, SurveyHistory
from .surveyor import BusyDay, Credential, StandingConflict, Surveyor
from .visit import Finding, Visit
from .wording import Wording

__all__ = [
    "BusyDay",
    "Credential",
    "Finding",
    "Operation",
    "PencilledDay",
    "StandingConflict",
    "Survey",
    "SurveyHistory",
    "Surveyor",
    "Visit",
    "Wording",
]
