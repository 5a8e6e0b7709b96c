"""Who reaches a practice's pages."""

from qcp.access.table import EVERYONE, MEMBERS, OFFICE, WRITERS, Row

PRACTICE, SCORE, WAIVER = "practices.Practice", "practices.ScoreSubmission", "practices.ScoreWaiver"
SEATED = "Council: once no conflict was declared."

ROWS = [
    Row("practices:detail", get=(*MEMBERS, *OFFICE), subject=PRACTICE),
    Row("practices:members", get=(*MEMBERS, *OFFICE), post=("signatory", *OFFICE), subject=PRACTICE),
    Row("practices:member", post=("signatory",), subject="practices.Membership"),
    Row("practices:hand-over", get=("signatory",), post=("signatory",), subject=PRACTICE),
    Row("practices:invitation", post=("signatory", *OFFICE), subject=PRACTICE),
    Row("practices:handover", post=MEMBERS, subject="practices.Handover", note="Giver and receiver only."),
    Row("practices:scores", get=(*MEMBERS, *OFFICE), post=WRITERS, subject=PRACTICE),
    Row("practices:open-scores", post=WRITERS, subject=PRACTICE),
    Row("practices:score", get=(*MEMBERS, *OFFICE), subject=SCORE),
    Row("practices:figures", get=WRITERS, post=WRITERS, subject=SCORE, note="404 while staff hold the figures."),
    Row("practices:figures-autosave", post=("anonymous", *WRITERS), subject=SCORE, note="Anonymous: 401 as JSON."),
    Row("practices:send-scores", get=("signatory",), post=("signatory",), subject=SCORE, note="Once returned."),
    Row("practices:score-report", get=WRITERS, post=WRITERS, subject=SCORE, note="404 while staff hold the figures."),
    Row("practices:access-log", get=(*MEMBERS, *OFFICE), subject=PRACTICE),
    Row("practices:releases", get=(*MEMBERS, *OFFICE), subject=PRACTICE),
    Row("practices:release", get=(*MEMBERS, *OFFICE), post=("signatory",), subject=PRACTICE),
    Row("practices:revoke-release", post=("signatory",), subject="practices.Release"),
    Row("practices:disclosure", get=(*MEMBERS, *OFFICE), subject="practices.Disclosure"),
    Row("practices:waivers", get=(*MEMBERS, *OFFICE), subject=PRACTICE),
    Row("practices:ask-waiver", get=("signatory",), post=("signatory",), subject=SCORE),
    Row("practices:waiver", get=(*MEMBERS, *OFFICE, "council"), subject=WAIVER, note=SEATED),
    Row("practices:waiver-evidence", get=WRITERS, post=WRITERS, subject=WAIVER, note="404 once decided."),
    Row("practices:withdraw-waiver", get=("signatory",), post=("signatory",), subject=WAIVER),
    Row("practices:propose-grant", get=("council",), post=("council",), subject=WAIVER, note=SEATED),
    Row("practices:refuse-grant", get=("council",), post=("council",), subject=WAIVER, note=SEATED),
    Row("practices:leave-waiver", get=("council",), post=("council",), subject=WAIVER, note=SEATED),
    Row("practices:changes", get=(*MEMBERS, *OFFICE), subject=PRACTICE),
    Row(
        "practices:report-change",
        get=("signatory", *OFFICE),
        post=("signatory", *OFFICE),
        subject=PRACTICE,
        note="Staff open what nobody reported.",
    ),
    Row("practices:change", get=(*MEMBERS, *OFFICE), subject="practices.OrganisationChange"),
    Row("practices:settle-site", get=OFFICE, post=OFFICE, subject="practices.SiteOutcome", note="404 once settled."),
    Row("practices:ask-policies", get=EVERYONE, post=EVERYONE),
    Row("practices:policy-requests", get=OFFICE),
    Row("practices:record-policy-request", get=OFFICE, post=OFFICE),
    Row("practices:policy-request", get=OFFICE, post=OFFICE, subject="practices.PolicyRequest"),
    Row("practices:claim-webinar", get=WRITERS, post=WRITERS, subject=PRACTICE),
    Row("practices:webinar-claim", get=(*MEMBERS, *OFFICE), post=OFFICE, subject="practices.AttendanceClaim"),
    Row("practices:webinars", get=("signed_in",)),
    Row("practices:attendance", get=OFFICE, post=OFFICE, subject="practices.WebinarSession"),
    Row("practices:watched", post=WRITERS, subject=PRACTICE),
]
