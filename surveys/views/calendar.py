"""A surveyor's own calendar: booked surveys, and days on which they cannot come."""

from django.http import Http404
from django.shortcuts import redirect

from qcp import clock
from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome

from ..actions import calendar as actions
from ..forms.calendar import BusyDaysForm


@form_page
def calendar(request):
    """Mark days as taken, or free them again."""
    if "free" in request.POST:
        return free(request)
    form = BusyDaysForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="Noted: you are not asked to survey on these days.") as result:
            actions.block(request.user, form.days())
        if result:
            return redirect("surveys:calendar")
    days = request.user.busy_days.filter(on__gte=clock.today()).select_related("survey__application__practice")
    return render_form(request, "surveys/calendar.html", {"days": days}, form)


def free(request):
    asked = request.POST["free"]
    day = request.user.busy_days.filter(pk=asked if asked.isdigit() else 0, survey=None).first()
    if day is None:
        raise Http404
    with outcome(request, success="You are free again on that day."):
        actions.free(request.user, day.on)
    return redirect("surveys:calendar")
