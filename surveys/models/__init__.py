from .handover import HandOver
from .operation import Operation
from .pencilled import PencilledDay
from .photo import Photo
from .signing import Signing
from .survey import Survey, SurveyHistory
from .surveyor import BusyDay, Credential, StandingConflict, Surveyor
from .visit import Finding, Visit
from .wording import Wording

__all__ = [
    "BusyDay",
    "Credential",
    "Finding",
    "HandOver",
    "Operation",
    "PencilledDay",
    "Photo",
    "Signing",
    "StandingConflict",
    "Survey",
    "SurveyHistory",
    "Surveyor",
    "Visit",
    "Wording",
]
