"""The line that every change of somebody's rights leaves, in the transaction of the change."""

from .models import RightChange

ON_ONE_PAGE = 20


def changed(person, what: str, *, by, practice=None) -> None:
    """`what`: what the person is from now on. `practice`: whose member."""
    RightChange.objects.create(person=person, what=what, by=by, practice_id=practice and practice.pk)


def latest_in(practice):
    """The last changes among the members of a practice."""
    return RightChange.objects.filter(practice_id=practice.pk).select_related("person", "by")[:ON_ONE_PAGE]
