from ..states import MeasureKind, MembershipRole, ScoreState, WaiverState
from .handover import Handover
from .measures import ChartMinimum, Measure, MeasureSet, ModuleTarget, Round
from .membership import Membership
from .organisation_change import ChangedFact, OrganisationChange, OrganisationChangeHistory, SiteOutcome
from .policy_request import PolicyRequest
from .practice import Practice, TaxId
from .recipient import Recipient, RecipientToken
from .release import Disclosure, Release, ReleasedPayload
from .scores import HalfTyped, MeasureScore, ModuleCharts, ScoreResult, ScoreSubmission, ScoreSubmissionHistory
from .site import Site
from .waiver import GrantProposal, ScoreWaiver, ScoreWaiverHistory
from .webinars import AttendanceClaim, WebinarAttendance, WebinarSession

__all__ = [
    "AttendanceClaim",
    "ChangedFact",
    "ChartMinimum",
    "Disclosure",
    "Handover",
    "GrantProposal",
    "HalfTyped",
    "Measure",
    "MeasureKind",
    "MeasureScore",
    "MeasureSet",
    "Membership",
    "MembershipRole",
    "ModuleCharts",
    "ModuleTarget",
    "OrganisationChange",
    "OrganisationChangeHistory",
    "PolicyRequest",
    "Practice",
    "Recipient",
    "RecipientToken",
    "Release",
    "ReleasedPayload",
    "Round",
    "ScoreResult",
    "ScoreState",
    "ScoreSubmission",
    "ScoreSubmissionHistory",
    "ScoreWaiver",
    "ScoreWaiverHistory",
    "Site",
    "SiteOutcome",
    "TaxId",
    "WaiverState",
    "WebinarAttendance",
    "WebinarSession",
]
