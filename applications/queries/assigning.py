"""Who has which step."""

from applications.steps import BY_SLUG


def handed_out(application) -> list:
    """(assignment, title of its step) for every step that is in somebody's hands."""
    rows = application.assignments.open().for_list()
    return [(row, BY_SLUG[row.step].title) for row in rows]
