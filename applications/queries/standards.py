"""Which standards a practice is judged by, and which written policies they ask for."""

from applications.gaps.policies import needed
from applications.models import PolicyType, Standard


def applicable(application) -> list[Standard]:
    """The rated rows that apply to this application, in the order of their numbers."""
    return [row for row in application.standards() if row.is_rated]


def required_policies(application) -> dict[PolicyType, list[Standard]]:
    """Each policy that step 5 asks for, with the standards that it is needed for."""
    return needed(application)
