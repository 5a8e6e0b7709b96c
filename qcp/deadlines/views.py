"""One's deadlines as a calendar, and why a date is that date."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qcp.web.pages import form_page, page

from .feed import calendar_of
from .models import CalendarKey, Deadline


@form_page
def calendar(request):
    """Shows the secret address; a new one is made, and the old one ends, only when asked for."""
    if request.method == "POST":
        CalendarKey.renew(request.user)
        messages.success(request, "Your calendar has a new address. The address before it no longer answers.")
        return redirect("deadlines:calendar")
    key = CalendarKey.objects.filter(user=request.user).first()
    path = reverse("deadlines:feed", args=[key.token]) if key else ""
    deadlines = Deadline.objects.owed_by(request.user).for_list()[:200]
    context = {"address": path and f"{settings.BASE_URL}{path}", "deadlines": Deadline.with_subjects(deadlines)}
    return render(request, "deadlines/calendar.html", context)


@login_not_required
@page
def feed(request, token):
    """The calendar itself, for programs that cannot sign in: the address is the key."""
    key = CalendarKey.objects.filter(token=token, user__is_active=True).select_related("user").first()
    if key is None:
        raise Http404
    response = HttpResponse(calendar_of(key.user), content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    return response


@page
def why(request, pk):
    deadline = get_object_or_404(Deadline.objects.visible_to(request.user).for_list(), pk=pk)
    return render(request, "deadlines/why.html", {"deadline": deadline, "subject": deadline.subject})
