from .appeal import Appeal, AppealGroundNamed, AppealHistory, AppealVote
from .certification import Certification, CertificationHistory, CertifiedSite
from .decision import Decision, DecisionHistory, ReleaseIntent
from .finding import ReportFinding, Requirement
from .item import ItemVerdict, PlanItem
from .numbers import Series, next_number
from .plan import ActionPlan, ActionPlanHistory
from .report import Report, ReportHistory
from .status_event import StatusEvent

__all__ = [
    "ActionPlan",
    "ActionPlanHistory",
    "Appeal",
    "AppealGroundNamed",
    "AppealHistory",
    "AppealVote",
    "Certification",
    "CertificationHistory",
    "CertifiedSite",
    "Decision",
    "DecisionHistory",
    "ItemVerdict",
    "PlanItem",
    "ReleaseIntent",
    "Report",
    "ReportFinding",
    "ReportHistory",
    "Requirement",
    "Series",
    "StatusEvent",
    "next_number",
]
