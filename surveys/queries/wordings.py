"""The sentences that are offered on a page of findings, asked for once."""

from django.db.models import Q

from ..models import Wording
from ..states import Purpose


def offer(forms) -> None:
    """Give each card its sentences (purpose, label, texts): those for its standard first, then those for all."""
    standards = {form.finding.standard_id for form in forms}
    rows = list(Wording.objects.offered().filter(Q(standard__in=standards) | Q(standard=None)))
    for form in forms:
        own = [row for row in rows if row.standard_id == form.finding.standard_id]
        general = [row for row in rows if row.standard_id is None]
        found = [(p.value, p.label, [row.text for row in own + general if row.purpose == p]) for p in Purpose]
        form.wordings = [each for each in found if each[2]]
