"""The program's webinars: when they are held, what can be watched, and who of a practice took part."""

from django.shortcuts import get_object_or_404, redirect, render

from qcp import clock
from qcp.web.pages import button, outcome, page

from .. import policies
from ..actions import webinars as actions
from ..models import Practice, WebinarAttendance, WebinarSession


@page
def webinars(request):
    practices = list(Practice.objects.visible_to(request.user)) if request.user.role == "practice" else []
    context = {
        "sessions": WebinarSession.objects.current(clock.today()).for_list(),
        "practices": [practice for practice in practices if policies.may_attest_webinar(practice, request.user)],
        "attendances": WebinarAttendance.objects.filter(practice__in=practices).for_list(),
        "today": clock.today(),
    }
    return render(request, "practices/webinars.html", context)


@button
def watched(request, pk, session):
    """An editor or signatory confirms having watched the recording."""
    practice = get_object_or_404(Practice.objects.visible_to(request.user), pk=pk)
    session = get_object_or_404(WebinarSession, pk=session)
    with outcome(request, success=f"Recorded: you watched “{session}” for {practice} today."):
        actions.attest_recording(session, practice, by=request.user)
    return redirect("practices:webinars")
