"""Which standards a practice is judged by, and which written policies they ask for."""

from applications.models import PolicyType, Standard


def applicable(application) -> list[Standard]:
    """The rated rows that apply to this application, in the order of their numbers."""
    return [row for row in application.standards() if row.is_rated]


def required_policies(application) -> dict[PolicyType, list[Standard]]:
    """Each policy that step 5 asks for, with the standards that it is needed for."""
    wanted: dict[PolicyType, list[Standard]] = {}
    for row in application.standards():
        if row.policy_document:
            wanted.setdefault(row.policy_document, []).append(row)
    return dict(sorted(wanted.items(), key=lambda pair: pair[0].position))
