"""Asking for policy texts, open to everybody; and the office's list of what was asked."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome, page
from qcp.web.rates import within

from ..actions import policy_requests as actions
from ..forms.policy_requests import AnswerForm, AskForm, RecordForm
from ..models import PolicyRequest

PER_MINUTE = 5
ON_A_PAGE = 50


@login_not_required
@form_page
def ask(request):
    """Anybody asks; the same visitor only so often a minute."""
    form, refused = AskForm(request.POST or None), []
    if request.method == "POST" and not within(request, "policy-request", per_minute=PER_MINUTE):
        return render(request, "practices/policy_ask_later.html", status=429)
    if request.method == "POST" and form.is_valid():
        sent = "Your request has arrived. We have written to the address you gave; the answer will go there too."
        with outcome(request, success=sent, tell=False) as result:
            actions.ask(**form.cleaned_data)
        if result:
            return redirect("web:policies")
        refused = result.problems
    return render_form(request, "practices/policy_ask.html", {"refused": refused}, form)


@page
def requests(request):
    """What was asked, the unanswered first."""
    found = PolicyRequest.objects.visible_to(request.user).for_list()
    answered = Paginator(found.exclude(answered_at=None).order_by("-answered_at"), ON_A_PAGE)
    context = {"open": found.open(), "answered": answered.get_page(request.GET.get("page"))}
    return render(request, "practices/policy_requests.html", context)


@form_page
def record(request):
    """Staff record what came by letter, mail or telephone."""
    form = RecordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="The request is recorded, and confirmed by mail.") as result:
            kept = actions.record(by=request.user, **form.cleaned_data)
        if result:
            return redirect(kept)
    return render_form(request, "practices/policy_record.html", {}, form)


@form_page
def answer(request, pk):
    """One request, and the office's answer to it."""
    asked = get_object_or_404(PolicyRequest.objects.visible_to(request.user).for_list(), pk=pk)
    form = AnswerForm(request.POST or None) if asked.answered_at is None else None
    if request.method == "POST" and form is None:
        return redirect(asked)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success=f"The answer is on its way to {asked.email}.") as result:
            actions.answer(asked, by=request.user, text=form.cleaned_data["text"])
        if result:
            return redirect(asked)
    return render_form(request, "practices/policy_request.html", {"asked": asked}, form)
