"""One address for a survey, and for each audience its own page."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from qcp.accounts.models import Role
from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome, page

from .. import policies
from ..actions import survey as actions
from ..answers import open_question
from ..invitation import published
from ..models import Survey
from . import practice, surveyor


def office(request, survey):
    return redirect("admin:surveys_survey_change", survey.pk)


PAGES = {
    Role.PRACTICE: practice.survey_page,
    Role.SURVEYOR: surveyor.survey_page,
    Role.STAFF: office,
    Role.MANAGER: office,
}


@page
def detail(request, pk):
    """The survey; or, for the surveyor who has still to answer, the question about conflicts."""
    survey = Survey.objects.visible_to(request.user).for_list().filter(pk=pk).first()
    if survey is None:
        question = open_question(pk, request.user)
        if question is None:
            raise Http404
        return redirect(question)
    return PAGES[request.user.role](request, survey)


@page
def calendar_entry(request, pk):
    """The days of the visits, for one's own calendar."""
    survey = get_object_or_404(Survey.objects.visible_to(request.user).for_list(), pk=pk)
    if not survey.is_dated:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{survey.reference}.ics"'}
    return HttpResponse(published(survey), content_type="text/calendar; charset=utf-8", headers=headers)


@form_page
def step_off(request, pk):
    """A conflict of interest comes to light after the pairing was confirmed: say so, without details."""
    survey = get_object_or_404(Survey.objects.visible_to(request.user).for_list(), pk=pk)
    if not policies.may_step_off(survey, request.user):
        raise Http404
    if request.method == "POST":
        with outcome(request) as result:
            actions.step_off(survey, by=request.user)
        if result:
            messages.success(request, "Recorded. Another surveyor is being looked for.")
            return redirect("/home/" if request.user.role == Role.SURVEYOR else survey)
    return render_form(request, "surveys/step_off.html", {"survey": survey})
