"""How a record hears of its files: functions of its own actions module, by name, in the same transaction.

`file_checked(record, stored)`: the check is done, clean or refused.
`file_destroyed(record, stored, by)`: its bytes are going. `file_versions(record, stored)`: those it has replaced.
"""

from importlib import import_module

from qcp.workflow.models import Case

from .models import StoredFile


def locked(stored: StoredFile) -> StoredFile:
    """The file as it stands, locked; the case is always locked first."""
    if stored.case_id:
        Case.objects.select_for_update().get(pk=stored.case_id)
    return StoredFile.objects.select_for_update(of=("self",)).get(pk=stored.pk)


def tell(stored: StoredFile, what: str, *more, otherwise: str = ""):
    """Call the record's own function of that name, or the other one if it has not that."""
    record = stored.subject
    actions = getattr(record, "actions", "")
    module = import_module(actions) if actions else None
    if told := getattr(module, what, None):
        return told(record, stored, *more)
    other = getattr(module, otherwise, None) if otherwise else None
    return other(record, stored) if other else None
