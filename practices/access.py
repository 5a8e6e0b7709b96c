"""Who reaches a practice's pages."""

from qcp.access.table import MEMBERS, OFFICE, WRITERS, Row

PRACTICE, SCORE = "practices.Practice", "practices.ScoreSubmission"

ROWS = [
    Row("practices:detail", get=(*MEMBERS, *OFFICE), subject=PRACTICE),
    Row("practices:members", get=(*MEMBERS, *OFFICE), post=("signatory", *OFFICE), subject=PRACTICE),
    Row("practices:member", post=("signatory",), subject="practices.Membership"),
    Row("practices:scores", get=(*MEMBERS, *OFFICE), post=WRITERS, subject=PRACTICE),
    Row("practices:open-scores", post=WRITERS, subject=PRACTICE),
    Row("practices:score", get=(*MEMBERS, *OFFICE), subject=SCORE),
    Row("practices:figures", get=WRITERS, post=WRITERS, subject=SCORE, note="404 while staff hold the figures."),
    Row("practices:score-report", get=WRITERS, post=WRITERS, subject=SCORE, note="404 while staff hold the figures."),
    Row("practices:releases", get=(*MEMBERS, *OFFICE), subject=PRACTICE),
    Row("practices:release", get=MEMBERS, post=("signatory",), subject=PRACTICE),
    Row("practices:revoke-release", post=("signatory",), subject="practices.Release"),
    Row("practices:disclosure", get=(*MEMBERS, *OFFICE), subject="practices.Disclosure"),
    Row("practices:webinars", get=("signed_in",)),
    Row("practices:attendance", get=OFFICE, post=OFFICE, subject="practices.WebinarSession"),
    Row("practices:watched", post=WRITERS, subject=PRACTICE),
]
