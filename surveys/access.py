"""Who gets an answer at the addresses of surveys."""

from qcp.access.table import EVERYONE, MEMBERS, OFFICE, Row

SURVEY = "surveys.Survey"
SIDES = ("signatory", "surveyor", *OFFICE)

ROWS = [
    Row(
        "surveys:detail", get=(*MEMBERS, *OFFICE, "surveyor", "asked"), subject=SURVEY,
        note="A surveyor who has still to answer is sent to the question; before it, name and city are all they see.",
    ),
    Row("surveys:second-rating", get=("surveyor",), post=("surveyor",), subject="surveys.SecondRating"),
    Row("surveys:feedback", get=SIDES, post=SIDES, subject=SURVEY, note="Opens with the decision."),
    Row("surveys:standards", get=("surveyor",), subject=SURVEY),
    Row("surveys:visits", get=(*MEMBERS, *OFFICE, "surveyor"), subject=SURVEY),
    Row("surveys:room", get=(*MEMBERS, "surveyor"), subject=SURVEY, note="The surveyor: checked files only."),
    Row("surveys:arrival", get=("signatory", "editor"), post=("signatory", "editor"), subject=SURVEY),
    Row("surveys:step-off", get=("signatory", "surveyor"), post=("signatory", "surveyor"), subject=SURVEY),
    Row("surveys:field", get=("surveyor",), post=("surveyor",), subject=SURVEY),
    Row("surveys:worker", get=EVERYONE),
    Row("surveys:sync", get=("surveyor",), post=("surveyor",), subject=SURVEY),
    Row("surveys:paper", get=("surveyor",), subject=SURVEY),
    Row("surveys:choose", post=("surveyor",), subject=SURVEY),
    Row("surveys:on-paper", get=("surveyor",), subject=SURVEY),
    Row("surveys:receipts", get=("surveyor",), subject=SURVEY),
    Row("surveys:receipts-table", get=("surveyor",), subject=SURVEY),
    Row("surveys:photos", get=("surveyor",), post=("surveyor",), subject=SURVEY),
    Row("surveys:photo-whole", post=("surveyor",), subject=SURVEY),
    Row("surveys:photo-remove", post=("surveyor",), subject=SURVEY),
    Row("surveys:unsent", get=("any_surveyor",)),
    Row("surveys:charts", get=("surveyor",), subject=SURVEY),
    Row("surveys:hand-over", post=("any_surveyor",), note="Only of a survey that was theirs; the answer says no more."),
    Row("surveys:handovers", get=OFFICE, post=OFFICE, subject=SURVEY),
    Row("surveys:handover", get=OFFICE, post=OFFICE, subject="surveys.HandOver"),
    Row("surveys:check-out", post=("surveyor",), subject=SURVEY),
    Row("surveys:signed", post=("surveyor",), subject=SURVEY),
    Row("surveys:sign", get=("surveyor",), post=("surveyor",), subject=SURVEY),
    Row("surveys:me", get=("any_surveyor",), post=("any_surveyor",)),
    Row("surveys:calendar", get=("any_surveyor",), post=("any_surveyor",)),
]  # fmt: skip
