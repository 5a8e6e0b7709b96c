from .check_out import CheckOut
from .determination import Determination
from .feedback import Feedback
from .handover import HandOver
from .operation import Operation
from .pencilled import PencilledDay
from .photo import Photo
from .second_rating import SecondRating
from .signing import Signing
from .survey import Survey, SurveyHistory
from .surveyor import BusyDay, Credential, StandingConflict, Surveyor
from .visit import Finding, Visit
from .wording import Wording

__all__ = [
    "BusyDay",
    "CheckOut",
    "Credential",
    "Feedback",
    "Determination",
    "Finding",
    "HandOver",
    "Operation",
    "PencilledDay",
    "Photo",
    "Signing",
    "SecondRating",
    "StandingConflict",
    "Survey",
    "SurveyHistory",
    "Surveyor",
    "Visit",
    "Wording",
]
