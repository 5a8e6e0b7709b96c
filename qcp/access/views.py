"""Declaring whether one has a conflict of interest; and looking at the portal as a member of a practice sees it."""

from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import Http404
from django.middleware.csrf import rotate_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from qcp.accounts.middleware import new_key
from qcp.accounts.models import User
from qcp.web.forms import render_form
from qcp.web.pages import button, form_page, outcome

from . import conflicts, seeing, viewing
from .forms import ConflictForm, ViewAsForm
from .models import ConflictQuestion

THANKS = "Thank you: your answer is recorded."


@form_page
def conflict(request, pk):
    """Name and city, and two answers. It is asked once; what follows is the record's own affair."""
    question = get_object_or_404(ConflictQuestion, pk=pk, asked_of=request.user)
    form = ConflictForm(request.POST if request.method == "POST" else None) if question.is_open else None
    if request.method == "POST" and form and form.is_valid():
        with outcome(request) as result:
            conflicts.answer(question, by=request.user, conflict=form.conflict)
        if result:
            messages.success(request, THANKS)
            return redirect("web:home")
    return render_form(request, "access/conflict.html", {"question": question}, form)


@form_page
def view_as(request, pk):
    """Asks for a reason, after a fresh proof of who one is; from then on every page is the member's."""
    person = get_object_or_404(User, pk=pk)
    if not viewing.may_view_as(request.user, person):
        raise Http404
    if not viewing.proved_recently(request):
        prove = "mfa_reauthenticate" if is_mfa_enabled(request.user) else "account_reauthenticate"
        return redirect(f"{reverse(prove)}?{urlencode({'next': request.path})}")
    form = ViewAsForm(request.POST or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        with outcome(request, tell=False) as done:
            under_way = viewing.begin(request.user, person, **form.cleaned_data)
        if done:
            change_eyes(request, str(under_way.pk))
            return redirect("web:home")
        problems = done.problems
    return render_form(request, "access/view_as.html", {"person": person, "problems": problems}, form)


@button
def view_as_end(request):
    """Back to one's own eyes."""
    if request.viewing is None:
        return redirect("web:home")
    viewing.end(request.viewing)
    change_eyes(request, None)
    messages.success(request, seeing.OVER)
    return redirect("web:home")


def change_eyes(request, under_way: str | None) -> None:
    """Under a new session key and token: a form of the other pair of eyes, still open somewhere, does nothing."""
    request.session.pop(seeing.KEY, None)
    if under_way:
        request.session[seeing.KEY] = under_way
    new_key(request, request.session.session_key)
    rotate_token(request)
