"""Who is told what about reports, plans, decisions and certifications."""

from qcp.notices.registry import Notice

MEMBERS = ("signatory", "editor", "viewer")
WRITERS = ("signatory", "editor")

REPORT_DRAFTED = Notice("compliance.report_drafted", to=("staff",))
CONFLICT_ASKED = Notice("compliance.conflict_asked")
REVIEWER_CLEARED = Notice("compliance.reviewer_cleared", to=("staff",))
REVIEWER_CONFLICTED = Notice("compliance.reviewer_conflicted", to=("staff",))
REPORT_TO_REVIEW = Notice("compliance.report_to_review", to=("reviewer",))
REPORT_RETURNED = Notice("compliance.report_returned", to=("staff",))
REPORT_ISSUED = Notice("compliance.report_issued", to=MEMBERS, delivered="received")
REPORT_SUPERSEDED = Notice("compliance.report_superseded", to=MEMBERS)

PLAN_SUBMITTED = Notice("compliance.plan_submitted", to=("reviewer",))
PLAN_RETURNED = Notice("compliance.plan_returned", to=WRITERS)
PLAN_ACCEPTED = Notice("compliance.plan_accepted", to=WRITERS)
EVIDENCE_SUBMITTED = Notice("compliance.evidence_submitted", to=("reviewer",))
EVIDENCE_RETURNED = Notice("compliance.evidence_returned", to=WRITERS)
EVIDENCE_REFUSED = Notice("compliance.evidence_refused", to=WRITERS)
PLAN_VERIFIED = Notice("compliance.plan_verified", to=WRITERS)
PLAN_CLOSED = Notice("compliance.plan_closed", to=(*WRITERS, "reviewer"))

DECISION_PROPOSED = Notice("compliance.decision_proposed", to=("manager",))
DECISION_SENT_BACK = Notice("compliance.decision_sent_back", to=("reviewer",))
DECIDE_ANEW = Notice("compliance.decide_anew", to=("reviewer",))
RELEASE_REFUSED = Notice("compliance.release_refused")
AWARDED = Notice("compliance.awarded", to=MEMBERS)

GRACE_ENTERED = Notice("compliance.grace_entered", to=MEMBERS)
EXPIRED = Notice("compliance.expired", to=MEMBERS)
RENEWED = Notice("compliance.renewed", to=MEMBERS)
SURRENDERED = Notice("compliance.surrendered", to=(*MEMBERS, "staff"))
REVOKED = Notice("compliance.revoked", to=MEMBERS)
ENDED_BY_CHANGE = Notice("compliance.ended_by_change", to=MEMBERS)

NAMED = Notice("compliance.named")
NAMED_CLEARED = Notice("compliance.named_cleared", to=("office",))
NAMED_LEFT = Notice("compliance.named_left", to=("office",))

APPEAL_FILED = Notice("compliance.appeal_filed", to=("signatory",))
APPEAL_REFUSED_LATE = Notice("compliance.appeal_refused_late", to=("signatory",))
APPEAL_PANEL_NAMED = Notice("compliance.appeal_panel_named", to=("signatory", "panel"))
APPEAL_HEARING_SET = Notice("compliance.appeal_hearing_set", to=("signatory", "panel", "office"))
APPEAL_HEARD = Notice("compliance.appeal_heard", to=("signatory", "panel"))
APPEAL_HELD_UP = Notice("compliance.appeal_held_up", to=("panel", "office"))
APPEAL_UPHELD = Notice("compliance.appeal_upheld", to=("signatory", "office"))
APPEAL_OVERTURNED = Notice("compliance.appeal_overturned", to=("signatory", "office"))
APPEAL_WITHDRAWN = Notice("compliance.appeal_withdrawn", to=("signatory", "panel", "office"))
