"""Who reaches the pages of reports, plans, decisions and certifications."""

from qcp.access.table import EVERYONE, MEMBERS, OFFICE, WRITERS, Row

REPORT, PLAN, ITEM = "compliance.Report", "compliance.ActionPlan", "compliance.PlanItem"
DECISION, CERTIFICATION = "compliance.Decision", "compliance.Certification"
READERS = (*MEMBERS, *OFFICE, "reviewer")
APPEAL, NAMED = "compliance.Appeal", "The people named on it only."
ISSUED = "Members: once issued."
BEARER = "401 without the token of a recipient."

ROWS = [
    Row("compliance:report", get=READERS, subject=REPORT, note=ISSUED),
    Row("compliance:report_pdf", get=READERS, subject=REPORT, note="Once issued, for anyone."),
    Row("compliance:report_sheet", get=READERS, subject=REPORT, note="Once issued, for anyone."),
    Row("compliance:assess", get=("reviewer",), subject=REPORT),
    Row("compliance:confirm_rest", post=("reviewer",), subject=REPORT),
    Row("compliance:summary", get=("reviewer",), post=("reviewer",), subject=REPORT),
    Row("compliance:assess_finding", get=("reviewer",), post=("reviewer",), subject=REPORT),
    Row("compliance:propose", get=("reviewer",), post=("reviewer",), subject=REPORT),
    Row("compliance:plan", get=READERS, subject=PLAN),
    Row("compliance:review_plan", get=("reviewer",), subject=PLAN),
    Row("compliance:accept_rest", post=("reviewer",), subject=PLAN),
    Row("compliance:item", get=READERS, post=WRITERS, subject=ITEM),
    Row("compliance:add_evidence", post=WRITERS, subject=ITEM),
    Row("compliance:explain", post=WRITERS, subject=ITEM),
    Row("compliance:judge", get=("reviewer",), post=("reviewer",), subject=ITEM),
    Row("compliance:propose_denial", get=OFFICE, post=OFFICE, subject="applications.Application"),
    Row("compliance:decision", get=READERS, subject=DECISION, note="Members: once released."),
    Row("compliance:release", get=("manager",), post=("manager",), subject=DECISION, note="Never the proposer."),
    Row("compliance:undo", post=("manager",), subject=DECISION),
    Row("compliance:file_appeal", get=("signatory",), post=("signatory",), subject="applications.Application"),
    Row("compliance:appeal", get=("signatory", "council", *OFFICE), subject=APPEAL, note=NAMED),
    Row("compliance:appeal_evidence", get=("signatory",), post=("signatory",), subject=APPEAL),
    Row("compliance:appeal_hearing_day", get=OFFICE, post=OFFICE, subject=APPEAL, note=NAMED),
    Row("compliance:appeal_hearing", get=OFFICE, post=OFFICE, subject=APPEAL, note=NAMED),
    Row("compliance:appeal_vote", get=("council",), post=("council",), subject=APPEAL),
    Row("compliance:appeal_withdraw", get=("signatory",), post=("signatory",), subject=APPEAL),
    Row("compliance:appeals_people", get=OFFICE, post=OFFICE, subject=APPEAL, note=NAMED),
    Row("compliance:appeals_take_off", post=OFFICE, subject=APPEAL, note=NAMED),
    Row("compliance:appeals_step_off", get=("council", *OFFICE), post=("council", *OFFICE), subject=APPEAL, note=NAMED),
    Row("compliance:certification", get=(*MEMBERS, *OFFICE), subject=CERTIFICATION),
    Row("compliance:wish", post=("signatory",), subject=CERTIFICATION),
    Row("compliance:surrender", get=("signatory",), post=("signatory",), subject=CERTIFICATION),
    Row("compliance:register", get=EVERYONE),
    Row("compliance:check", get=EVERYONE),
    Row("compliance:verify", get=EVERYONE, key="number"),
    Row("compliance:verify-signed", get=EVERYONE, key="number"),
    Row("compliance:status-key", get=EVERYONE),
    Row("api:api-root", get=EVERYONE),
    Row("api:openapi-json", get=EVERYONE),
    Row("api:practices", get=EVERYONE, note=BEARER),
    Row("api:practice", get=EVERYONE, key="number", note=BEARER),
    Row("api:signed", get=EVERYONE, key="number", note=BEARER),
    Row("api:bulk-check", post=EVERYONE, note=BEARER),
    Row("api:fhir-search", get=EVERYONE, note=BEARER),
    Row("api:fhir-read", get=EVERYONE, key="number", note=BEARER),
]
