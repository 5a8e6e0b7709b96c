"""Who is told what about reports, plans, decisions and certifications."""

from qcp.notices.registry import Notice
from qcp.notices.topics import NEWS, RECEIPTS, TASKS

MEMBERS = ("signatory", "editor", "viewer")
WRITERS = ("signatory", "editor")

REPORT_DRAFTED = Notice("compliance.report_drafted", to=("staff",), topic=TASKS)
CONFLICT_ASKED = Notice("compliance.conflict_asked", topic=TASKS)
REVIEWER_CLEARED = Notice("compliance.reviewer_cleared", to=("staff",), topic=NEWS)
REVIEWER_CONFLICTED = Notice("compliance.reviewer_conflicted", to=("staff",), topic=TASKS)
REPORT_TO_REVIEW = Notice("compliance.report_to_review", to=("reviewer",), topic=TASKS)
REPORT_RETURNED = Notice("compliance.report_returned", to=("staff",), topic=TASKS)
REPORT_ISSUED = Notice("compliance.report_issued", to=MEMBERS, delivered="received")
REPORT_SUPERSEDED = Notice("compliance.report_superseded", to=MEMBERS)

PLAN_SUBMITTED = Notice("compliance.plan_submitted", to=("reviewer",), topic=TASKS)
PLAN_RETURNED = Notice("compliance.plan_returned", to=WRITERS)
PLAN_ACCEPTED = Notice("compliance.plan_accepted", to=WRITERS)
EVIDENCE_SUBMITTED = Notice("compliance.evidence_submitted", to=("reviewer",), topic=TASKS)
EVIDENCE_RETURNED = Notice("compliance.evidence_returned", to=WRITERS)
EVIDENCE_REFUSED = Notice("compliance.evidence_refused", to=WRITERS, topic=TASKS)
VERIFICATION_WANTED = Notice("compliance.verification_wanted", to=("manager",), topic=TASKS)
PLAN_VERIFIED = Notice("compliance.plan_verified", to=WRITERS, topic=NEWS)
PLAN_CLOSED = Notice("compliance.plan_closed", to=(*WRITERS, "reviewer"))

DECISION_PROPOSED = Notice("compliance.decision_proposed", to=("manager",), topic=TASKS)
DECISION_SENT_BACK = Notice("compliance.decision_sent_back", to=("reviewer",), topic=TASKS)
DECIDE_ANEW = Notice("compliance.decide_anew", to=("reviewer",), topic=TASKS)
RELEASE_REFUSED = Notice("compliance.release_refused")
AWARDED = Notice("compliance.awarded", to=MEMBERS)

GRACE_ENTERED = Notice("compliance.grace_entered", to=MEMBERS)
EXPIRED = Notice("compliance.expired", to=MEMBERS)
RENEWED = Notice("compliance.renewed", to=MEMBERS)
SURRENDERED = Notice("compliance.surrendered", to=(*MEMBERS, "staff"))
REVOKED = Notice("compliance.revoked", to=MEMBERS)
ENDED_BY_CHANGE = Notice("compliance.ended_by_change", to=MEMBERS)

PLAQUE_ORDERED = Notice("compliance.plaque_ordered", to=(*WRITERS, "staff"), topic=RECEIPTS)
PLAQUE_CHANGED = Notice("compliance.plaque_changed", to=WRITERS, topic=NEWS)
PLAQUE_IN_WORK = Notice("compliance.plaque_in_work", to=WRITERS, topic=NEWS)
PLAQUE_SHIPPED = Notice("compliance.plaque_shipped", to=WRITERS, topic=NEWS)
PLAQUE_CANCELLED = Notice("compliance.plaque_cancelled", to=WRITERS, topic=NEWS)

ATTESTATION_ASKED = Notice("compliance.attestation_asked", to=("signatory",))
ATTESTED = Notice("compliance.attested", to=MEMBERS, topic=RECEIPTS)
ATTESTED_OTHERWISE = Notice("compliance.attested_otherwise", to=("staff",), topic=TASKS)

NAMED = Notice("compliance.named", topic=TASKS)
NAMED_CLEARED = Notice("compliance.named_cleared", to=("office",), topic=NEWS)
NAMED_LEFT = Notice("compliance.named_left", to=("office",), topic=TASKS)

APPEAL_FILED = Notice("compliance.appeal_filed", to=("signatory",))
APPEAL_REFUSED_LATE = Notice("compliance.appeal_refused_late", to=("signatory",))
APPEAL_PANEL_NAMED = Notice("compliance.appeal_panel_named", to=("signatory", "panel"))
APPEAL_HEARING_SET = Notice("compliance.appeal_hearing_set", to=("signatory", "panel", "office"))
APPEAL_HEARD = Notice("compliance.appeal_heard", to=("signatory", "panel"))
APPEAL_HELD_UP = Notice("compliance.appeal_held_up", to=("panel", "office"))
APPEAL_UPHELD = Notice("compliance.appeal_upheld", to=("signatory", "office"))
APPEAL_OVERTURNED = Notice("compliance.appeal_overturned", to=("signatory", "office"))
APPEAL_WITHDRAWN = Notice("compliance.appeal_withdrawn", to=("signatory", "panel", "office"))

CASE_MOVED = Notice("compliance.case_moved", to=("office",), topic=NEWS)
CASE_NOTICE = Notice("compliance.case_notice", to=("signatory",), delivered="notice_received")
CASE_ANSWERED = Notice("compliance.case_answered", to=("office",))
CASE_HEARING_REQUESTED = Notice("compliance.case_hearing_requested", to=("office", "signatory"))
CASE_HEARING_SET = Notice("compliance.case_hearing_set", to=("signatory", "panel", "office"))
CASE_HEARD = Notice("compliance.case_heard", to=("signatory", "panel", "office"))
CASE_PROPOSED = Notice("compliance.case_proposed", to=("office",))
CASE_CONFIRMED = Notice("compliance.case_confirmed", to=("office",))
CASE_DECIDED = Notice("compliance.case_decided", to=("signatory",))
