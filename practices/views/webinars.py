"""The program's webinars: when they are held, what can be watched, and who of a practice took part."""

from django.shortcuts import get_object_or_404, redirect, render

from qcp import clock
from qcp.web.forms import render_form
from qcp.web.pages import button, form_page, outcome, page

from .. import policies
from ..actions import webinars as actions
from ..forms.webinars import AttendanceForm
from ..models import AttendanceClaim, Practice, WebinarAttendance, WebinarSession


@page
def webinars(request):
    practices = list(Practice.objects.visible_to(request.user)) if request.user.role == "practice" else []
    context = {
        "sessions": WebinarSession.objects.current(clock.today()).for_list(),
        "practices": [practice for practice in practices if policies.may_attest_webinar(practice, request.user)],
        "attendances": WebinarAttendance.objects.filter(practice__in=practices).for_list(),
        "claims": AttendanceClaim.objects.filter(practice__in=practices).exclude(is_accepted=True).for_list(),
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


@form_page
def attendance(request, pk):
    """Staff record who took part in a live webinar, one person at a time."""
    session = get_object_or_404(WebinarSession, pk=pk)
    form = AttendanceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success=f"Recorded: {form.person} took part for {form.practice}.") as done:
            actions.record_live(session, form.practice, person=form.person, by=request.user)
        if done:
            return redirect("practices:attendance", session.pk)
    attendances = session.attendances.for_list()
    return render_form(request, "practices/attendance.html", {"session": session, "attendances": attendances}, form)
