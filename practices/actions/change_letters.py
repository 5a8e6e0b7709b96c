"""The facts of the papers about a change of organisation, for the practice to keep."""

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


def report_facts(change) -> dict:
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


def determination_facts(change, note: str) -> dict:
    """What was determined, site by site."""
    return {
        **head(change),
        "reason": note,
        "new_entity": change.new_entity,
        "outcomes": [[str(each.site), each.get_outcome_display()] for each in change.outcomes.for_list()],
    }
