from ..states import MeasureKind, MembershipRole, ScoreState
from .measures import ChartMinimum, Measure, MeasureSet, ModuleTarget, Round
from .membership import Membership
from .practice import Practice, TaxId
from .scores import MeasureScore, ModuleCharts, ScoreResult, ScoreSubmission, ScoreSubmissionHistory
from .site import Site
from .webinars import WebinarAttendance, WebinarSession

__all__ = [
    "ChartMinimum",
    "Measure",
    "MeasureKind",
    "MeasureScore",
    "MeasureSet",
    "Membership",
    "MembershipRole",
    "ModuleCharts",
    "ModuleTarget",
    "Practice",
    "Round",
    "ScoreResult",
    "ScoreState",
    "ScoreSubmission",
    "ScoreSubmissionHistory",
    "Site",
    "TaxId",
    "WebinarAttendance",
    "WebinarSession",
]
