"""What is asked about extensions."""

from dataclasses import dataclass, field

from applications.models import Extension, Invoice
from applications.states import InvoiceKind
from qcp.documents.models import Letter


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


def told(application) -> list[Told]:
    """Every request made for the application, newest first, in the same number of questions however many there are."""
    requests = list(Extension.objects.filter(application=application).for_list().prefetch_related("history"))
    fees = {each.occasion: each for each in application.invoices.all() if each.kind == InvoiceKind.EXTENSION}
    letters = list(Letter.objects.filter(subject_id__in=[each.pk for each in requests]).order_by("frozen_at"))
    return [
        Told(
            extension=each,
            reason=next((line.note for line in each.history.all() if line.source), ""),
            fee=fees.get(str(each.pk)),
            letters=[letter for letter in letters if letter.subject_id == each.pk],
        )
        for each in requests
    ]
