"""The document room of a survey, and what the practice says of each visit."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render, resolve_url

from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome, page

from .. import policies
from ..actions import arrival as actions
from ..forms.arrival import ArrivalForm
from ..models import Survey
from ..queries.room import read_beforehand, to_have_ready
from ..states import State


@page
def documents(request, pk):
    """Which papers the surveyor reads beforehand, and what is looked at on the day."""
    survey = visible(request, pk)
    context = {
        "survey": survey,
        "rows": read_beforehand(survey.application, request.user),
        "ready": to_have_ready(survey.application),
        "crumbs": crumbs(survey),
    }
    return render(request, "surveys/room.html", context)


@form_page
def arrival(request, pk):
    """Who receives the surveyor at each site, and how to get in."""
    survey = visible(request, pk)
    if not policies.may_tell_arrival(survey, request.user):
        raise Http404
    visits = survey.visits.select_related("site")
    form = ArrivalForm(request.POST if request.method == "POST" else None, visits=visits)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="Saved: the surveyor reads it with the agenda.") as done:
            actions.tell(survey, form.told(), by=request.user)
        if done:
            return redirect(survey)
    return render_form(request, "surveys/arrival.html", {"survey": survey, "crumbs": crumbs(survey)}, form)


def visible(request, pk):
    surveys = Survey.objects.visible_to(request.user).exclude(state=State.CANCELLED)
    return get_object_or_404(surveys.for_list(), pk=pk)


def crumbs(survey) -> list[tuple[str, str]]:
    return [("Home", resolve_url("web:home")), (str(survey), survey.get_absolute_url())]
