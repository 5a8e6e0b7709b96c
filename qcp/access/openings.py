"""Who from outside a practice opened which of its records, and who took which along: one line each, for the practice.

Written beside the pages, after the answer is made. The work is bounded: looking costs people of practices nothing,
an opening repeated within the hour one question, and a first one a handful of questions, whatever the page shows.
"""

import datetime

from django.apps import apps
from django.db import transaction

from qcp import clock
from qcp.accounts.models import Role

from .models import ListOpening, Opening
from .table import row_of

SAME_OPENING = datetime.timedelta(hours=1)
WITHHELD = "A working paper of the program about the practice"
# Why somebody in a role opens what belongs to a practice; whoever stands in no such role reaches nothing of it.
WHY = {
    Role.STAFF: "Runs the procedure for the program office",
    Role.MANAGER: "Answers for the procedure in the program office",
    Role.SURVEYOR: "Surveys the practice",
    Role.REVIEWER: "Assesses the case for the committee",
    Role.COUNCIL: "Hears the case for the Oversight Council",
    Role.PRACTICE: "For the practice itself",
}


def model_and_key(match) -> tuple:
    """The record that an address names: by its row in the access table, or at the desk by its model."""
    desk = getattr(match.func, "model_admin", None)
    if desk is not None:
        return desk.model, match.kwargs.get("object_id") or match.kwargs.get("pk")
    row = row_of(match)
    return (apps.get_model(row.subject), match.kwargs.get(row.key)) if row and row.subject else (None, None)


def note(match, person, *, downloaded: bool, through=None) -> None:
    """Write the line: for each download, and once an hour for the same person looking at the same record.

    through: the view as a member that showed it.
    """
    model, key = model_and_key(match)
    if model is None or key is None or not concerns_practices(model):
        return
    if not downloaded and opened_lately(person, key):
        return
    record = with_its_owner(model).filter(pk=key).first()
    if record is not None:
        write(record, person, Opening.Act.DOWNLOADED if downloaded else Opening.Act.OPENED, through)


def opened_lately(person, key) -> bool:
    opened = Opening.objects.filter(person=person, subject_id=key, act=Opening.Act.OPENED)
    return opened.filter(at__gt=clock.now() - SAME_OPENING).exists()


def with_its_owner(model):
    """The records together with what their names are made of, in one question where the model says how."""
    rows = getattr(model, "objects", model._base_manager).all()
    return rows.for_list().prefetch_related(None) if hasattr(rows, "for_list") else model._base_manager.all()


def note_list(person, shown: tuple[str, int | None], address: str, *, downloaded: bool) -> None:
    """A list, by title and number of rows, was read (once an hour for one address) or taken along (every time)."""
    title, rows = shown
    act = ListOpening.Act.DOWNLOADED if downloaded else ListOpening.Act.OPENED
    line = ListOpening(what=title[:200], address=address[:300], rows=rows, act=act, person=person, role=person.role)
    recently = ListOpening.objects.filter(person=person, address=line.address, at__gt=clock.now() - SAME_OPENING)
    if downloaded or not recently.filter(act=act).exists():
        line.save()


def concerns_practices(model) -> bool:
    """Records of a practice, and files and letters that belong to one; a question about conflicts opens nothing.

    `kept_from_practice`: a confidential case.
    """
    of_one = hasattr(model, "people") and hasattr(model, "practice_id")
    return (of_one or hasattr(model, "subject")) and not getattr(model, "kept_from_practice", False)


def write(record, person, act, through=None) -> None:
    owner = record.subject if hasattr(record, "subject") else record
    practice_id = getattr(owner, "practice_id", None) if concerns_practices(type(owner)) else None
    if practice_id is None:
        return
    known = known_to_practice(owner)
    with transaction.atomic(savepoint=False):
        Opening.objects.create(
            practice_id=practice_id,
            subject_label=record._meta.label,
            subject_id=record.pk,
            what=name_of(record) if known else WITHHELD,
            act=act,
            person=person,
            role=person.role,
            why=f"As {through.person} sees it: {through.reason}"[:200] if through else reason(owner, person, known),
        )


def known_to_practice(owner) -> bool:
    """May the practice itself read it? A proposal that is not released yet must not become known by its title here."""
    reader = next(iter(owner.people("signatory")[:1]), None)
    rows = getattr(type(owner), "objects", None)
    return reader is not None and rows is not None and rows.visible_to(reader).filter(pk=owner.pk).exists()


def name_of(record) -> str:
    """What it is and which: 'Membership: ...', 'Application APP-0001 of ...'."""
    kind, name = str(record._meta.verbose_name).capitalize(), getattr(record, "label", "") or str(record)
    return (name if name.lower().startswith(kind.lower()) else f"{kind}: {name}")[:200]


def reason(owner, person, known: bool) -> str:
    """The capacity in which it was opened, and how the record stood then."""
    stood = f", while it was “{owner.get_state_display()}”" if known and hasattr(owner, "get_state_display") else ""
    return f"{WHY[person.role]}{stood}"[:200]
