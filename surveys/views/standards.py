"""What a surveyor judges by, and what changed since the edition they last surveyed by."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render, resolve_url

from applications.queries.standards import sheet
from qcp.accounts.models import Role
from qcp.web.pages import page

from ..models import Survey
from ..queries.editions import edition_last_surveyed


@page
def standards(request, pk):
    survey = get_object_or_404(Survey.objects.visible_to(request.user).for_list(), pk=pk)
    if request.user.role != Role.SURVEYOR:
        raise Http404
    found = sheet(survey.application, since=edition_last_surveyed(request.user, survey))
    crumbs = [("Home", resolve_url("web:home")), (str(survey), survey.get_absolute_url())]
    context = {"application": survey.application, "sheet": found, "crumbs": crumbs, "known": "you surveyed"}
    return render(request, "applications/standards.html", context)
