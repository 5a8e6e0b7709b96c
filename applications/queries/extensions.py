"""What is asked about extensions."""

from dataclasses import dataclass, field

from applications.models import Extension, Invoice
from applications.states import InvoiceKind
from qcp.documents.models import Letter, StoredFile


def holds_the_lapse(application) -> list[str]:
    """An extension asked for in time and not decided yet keeps the application alive."""
    if Extension.objects.undecided().filter(application=application).exists():
        return ["An extension of the final deadline was asked for in time and is not decided yet."]
    return []


@dataclass
class Told:
    """A request with all that came of it."""

    extension: Extension
    reason: str
    fee: Invoice | None
    letters: list[Letter] = field(default_factory=list)
    files: list[StoredFile] = field(default_factory=list)


def told(application) -> list[Told]:
    """Every request made for the application, newest first, in the same number of questions however many there are."""
    requests = list(Extension.objects.filter(application=application).for_list().prefetch_related("history"))
    fees = {each.occasion: each for each in application.invoices.all() if each.kind == InvoiceKind.EXTENSION}
    keys = [each.pk for each in requests]
    letters = list(Letter.objects.filter(subject_id__in=keys).order_by("frozen_at"))
    files = list(StoredFile.objects.filter(subject_id__in=keys).select_related("uploaded_by").order_by("uploaded_at"))
    return [
        Told(
            extension=each,
            reason=next((line.note for line in each.history.all() if line.source), ""),
            fee=fees.get(str(each.pk)),
            letters=[letter for letter in letters if letter.subject_id == each.pk],
            files=[file for file in files if file.subject_id == each.pk],
        )
        for each in requests
    ]
