"""Unsent work: the tablet hands it over, the office brings it in, opens it, takes it over or sets it aside."""

from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qcp.web.bodies import body_of
from qcp.web.forms import render_form
from qcp.web.pages import button, form_page, outcome, page
from qcp.workflow.refusals import NotAllowed

from ..actions import handing
from ..forms.unsent import BecauseForm, BringInForm, changes_of, read_text
from ..models import HandOver, Survey
from ..queries.unsent import readable

GONE = "This survey is not known, or you never surveyed there."


@button
def hand_over(request):
    """From the tablet of a surveyor to whom the survey is closed: kept sealed, whatever the survey's state."""
    try:
        document, head = read_text(body_of(request).decode(errors="replace"))
    except ValidationError as error:
        return JsonResponse({"problem": " ".join(error.messages)}, status=422)
    survey = Survey.objects.filter(pk=head["survey"]).first()
    if survey is None or head["user"] != request.user:
        return JsonResponse({"problem": GONE}, status=422)
    try:
        envelope = handing.hand_over(survey, document, author=request.user, by=request.user, way=HandOver.Way.TABLET)
    except NotAllowed:
        return JsonResponse({"problem": GONE}, status=422)
    return JsonResponse({"changes": envelope.changes, "received": [each["op_id"] for each in document["changes"]]})


@page
def on_this_tablet(request):
    """What waits in this browser: the page's script reads it there. The portal only knows the names of the surveys."""
    names = {str(each.pk): str(each) for each in Survey.objects.visible_to(request.user).for_list()}
    return render(request, "surveys/unsent.html", {"names": names, "crumbs": [("Home", reverse("web:home"))]})


@form_page
def of_survey(request, pk):
    """Every envelope of a survey, and the way to bring in a file."""
    survey = get_object_or_404(Survey.objects.visible_to(request.user).for_list(), pk=pk)
    if not request.user.is_staff:
        raise Http404
    posted = request.method == "POST"
    form = BringInForm(request.POST if posted else None, request.FILES if posted else None, survey=survey)
    if posted and form.is_valid():
        with outcome(request, tell=False) as done:
            envelope = handing.hand_over(
                survey, form.document, author=form.head["user"], by=request.user, way=HandOver.Way.FILE
            )
        if done:
            return redirect(envelope)
        form.add_error("file", done.problems)
    context = {"survey": survey, "envelopes": survey.handovers.for_list(), **crumbs(survey)}
    return render_form(request, "surveys/handovers.html", context, form)


@form_page
def handover(request, pk):
    """One envelope: closed until somebody opens it for a reason; then what is in it, and what to do with it."""
    envelope = get_object_or_404(HandOver.objects.visible_to(request.user).for_list(), pk=pk)
    form = BecauseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        act = ACTS.get(request.POST.get("act", ""))
        if act is None:
            raise Http404
        with outcome(request, success="Done, and written down.", tell=False) as done:
            act(envelope, by=request.user, because=form.cleaned_data["because"])
        if done:
            return redirect(envelope)
        form.add_error(None, done.problems)
    lines = readable(envelope) if envelope.opened_at else []
    context = {"envelope": envelope, "survey": envelope.survey, "lines": lines, **crumbs(envelope.survey)}
    return render_form(request, "surveys/handover.html", context, form)


def take_over(envelope, *, by, because):
    log = changes_of(envelope.document)
    return handing.take_over(envelope, log.sent, log.refused, by=by, because=because)


def crumbs(survey) -> dict:
    desk = reverse("admin:surveys_survey_change", args=[survey.pk])
    return {"crumbs": [("Home", reverse("web:home")), (survey.reference, desk)], "desk": desk}


ACTS = {"open": handing.open_up, "take": take_over, "aside": handing.set_aside}
