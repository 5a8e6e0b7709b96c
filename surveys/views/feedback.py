"""One side's word about a survey, after the decision."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, resolve_url

from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome

from ..actions import feedback as actions
from ..feedback import closed_because, last_day, side_of
from ..forms.feedback import FeedbackForm
from ..models import Survey


@form_page
def feedback(request, pk):
    """What was said already; the questions; or when they open."""
    survey = get_object_or_404(Survey.objects.visible_to(request.user).for_list(), pk=pk)
    side = side_of(survey, request.user)
    if side is None:
        raise Http404
    form = FeedbackForm(request.POST if request.method == "POST" else None, side=side)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="Thank you. It is confidential: only QCP staff read it.") as done:
            actions.give(survey, by=request.user, **form.inputs())
        if done:
            return redirect("surveys:feedback", survey.pk)
    closed = closed_because(survey)
    context = {"survey": survey, "side": side, "given": survey.feedback.filter(side=side).first(), "closed": closed}
    context |= {"last_day": None if closed else last_day(survey.application)}
    context |= {"crumbs": [("Home", resolve_url("web:home")), (str(survey), survey.get_absolute_url())]}
    return render_form(request, "surveys/feedback.html", context, form)
