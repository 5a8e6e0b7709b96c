from .appeal import Appeal, AppealGroundNamed, AppealHistory, AppealVote
from .attestation import Attestation
from .case_papers import CaseNote, Complainant, RevocationProposal, RevocationResponse
from .certification import Certification, CertificationHistory, CertifiedSite
from .decision import Decision, DecisionHistory, ReleaseIntent
from .finding import ReportFinding, Requirement
from .item import ItemVerdict, PlanItem
from .numbers import Series, next_number
from .plan import ActionPlan, ActionPlanHistory
from .plaque import PlaqueOrder
from .proof import ItemRound, Proof
from .quality import QualityAnswer
from .report import Report, ReportHistory
from .revocation import Revocation, RevocationHistory
from .status_event import StatusEvent

__all__ = [
    "ActionPlan",
    "ActionPlanHistory",
    "Appeal",
    "AppealGroundNamed",
    "AppealHistory",
    "AppealVote",
    "Attestation",
    "CaseNote",
    "Certification",
    "CertificationHistory",
    "CertifiedSite",
    "Complainant",
    "Decision",
    "DecisionHistory",
    "ItemRound",
    "ItemVerdict",
    "PlanItem",
    "PlaqueOrder",
    "Proof",
    "QualityAnswer",
    "ReleaseIntent",
    "Report",
    "ReportFinding",
    "ReportHistory",
    "Requirement",
    "Revocation",
    "RevocationHistory",
    "RevocationProposal",
    "RevocationResponse",
    "Series",
    "StatusEvent",
    "next_number",
]
