"""The letter by which a practice learns that a further survey is required, in words that are frozen with it."""

from qcp import clock

from .states import Kind

COST = "The practice bears the cost of this survey. The invoice is in the portal."
OTHERS = (
    "Another surveyor comes than any of those before. Both sides first declare whether there is a conflict of "
    "interest; the date is set after that, and told to you."
)
CONFIRMED = "Each finding that was not met is looked at anew, and the surveyor says of each whether it is closed."


def words_of_notice(survey) -> dict:
    practice, before = survey.practice, survey.follows
    return {
        "date": written(clock.today()),
        "reference": survey.reference,
        "recipient": [practice.legal_name, practice.place],
        "paragraphs": [
            f"The program has determined that a {survey.get_kind_display().lower()} of your practice is needed.",
            f"{survey.determination}. {survey.ground}",
            CONFIRMED,
            OTHERS,
            COST,
        ],
        "facts": [["Survey before", before.reference], ["Its report was completed", written(before.report_on)]]
        + ([["Notice was due by", written(survey.determination.notice_by)]] if survey.kind == Kind.REPEAT else []),
        "signer": ["QOPI Certification Program"],
    }


def written(day) -> str:
    return f"{day:%B %-d, %Y}"
