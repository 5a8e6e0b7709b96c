"""The written policies in the surveyor's hand: pages that a tablet keeps, under /field/ like all that it keeps."""

from django.shortcuts import get_object_or_404, render

from applications.models import PolicyDocument
from applications.states import CHECKED
from qcp.documents import reading
from qcp.web.pages import page

from .surveyor import own_survey


@page
def paper(request, pk, document):
    """The pages around the one that is cited."""
    survey = own_survey(request, pk)
    documents = PolicyDocument.objects.visible_to(request.user).for_list()
    found = get_object_or_404(documents, pk=document, application_id=survey.application_id, state__in=CHECKED)
    context = {"survey": survey, "document": found, "stored": found.file}
    return render(request, "surveys/paper.html", context | reading.pages_around(found.file, request.GET.get("page")))
