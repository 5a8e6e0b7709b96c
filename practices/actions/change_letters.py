"""The words of the papers about a change of organisation, for the practice to keep."""

from qcp import clock

from ..changes import POLICY


def written(day) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def head(change) -> dict:
    return {
        "date": written(clock.today()),
        "recipient": [change.practice.legal_name, change.practice.place],
        "reference": f"Practice {change.practice.number}",
    }


def report_words(change) -> dict:
    """The form as it was sent in."""
    return {
        **head(change),
        "kind": change.get_kind_display(),
        "happened_on": written(change.happened_on),
        "reported_on": written(change.reported_on),
        "reported_by": str(change.reported_by),
        "due_on": written(change.due_on),
        "late": change.is_late,
        "explanation": change.explanation,
        "facts": [[fact.label, fact.before, fact.after] for fact in change.facts.all()],
        "account": change.account,
        "policy": POLICY,
    }


def determination_words(change, note: str) -> dict:
    """What was determined, site by site."""
    paragraphs = [note, "Sites that need a new survey keep their present status until that survey is settled."]
    if change.new_entity:
        paragraphs.append("Another legal entity runs the practice, so its signatory signs the agreements anew.")
    return {
        **head(change),
        "paragraphs": paragraphs,
        "facts": [[str(each.site), each.get_outcome_display()] for each in change.outcomes.for_list()],
        "signer": ["QOPI Certification Program"],
    }
