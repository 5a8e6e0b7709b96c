"""The facts of the letter by which a practice learns that a further survey is required, frozen with it."""

from qcp import clock

from .states import Kind


def facts_of_notice(survey) -> dict:
    practice, before = survey.practice, survey.follows
    is_repeat = survey.kind == Kind.REPEAT
    return {
        "date": written(clock.today()),
        "reference": survey.reference,
        "recipient": [practice.legal_name, practice.place],
        "kind": survey.get_kind_display().lower(),
        "ground": f"{survey.determination}. {survey.ground}",
        "before": before.reference,
        "reported_on": written(before.report_on),
        "notice_by": written(survey.determination.notice_by) if is_repeat else "",
    }


def written(day) -> str:
    return f"{day:%B %-d, %Y}"
