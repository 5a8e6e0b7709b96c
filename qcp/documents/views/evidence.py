"""The page on which a file is attached to a record as evidence; the same for every record that takes some."""

from django import forms
from django.http import Http404

from qcp.documents.evidence import PURPOSE
from qcp.documents.fields import UploadField
from qcp.documents.uploads import receive
from qcp.web.acting import act_on


class EvidenceForm(forms.Form):
    evidence = UploadField(label="Evidence", purpose=PURPOSE)


def attach_to(request, record, *, may, shows: str):
    """One file more, for as long as the record's policy lets this person. shows: what the file is to show."""
    if not may(record, request.user):
        raise Http404
    form = EvidenceForm(request.POST or None, request.FILES or None)
    success = "The file is attached. It is being checked."
    return act_on(request, record, "documents/attach.html", form, take_in, success=success, shows=shows)


def take_in(record, *, by, evidence):
    receive(evidence, subject=record, by=by, purpose=PURPOSE)
