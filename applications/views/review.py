"""The office's own page of an application: send single questions back, with what is asked for."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from applications import policies
from applications.actions import application as actions
from applications.forms.review import LetterForm, ReturnQuestionsForm
from applications.queries import claims, receipts, threads
from qcp.documents.work import work_page
from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome, page

from .fetching import crumbs, see_other, visible_application

RETURNED = "The application went back to the practice."


@form_page
def return_(request, pk):
    """Every question with its answer, and room beside each for what is to be changed."""
    application = visible_application(request, pk)
    if application.state != application.State.SUBMITTED or not policies.may_review(application, request.user):
        raise Http404
    form = ReturnQuestionsForm(request.POST if request.method == "POST" else None, application=application)
    problems = []
    if request.method == "POST" and form.is_valid():
        if "see" in request.POST or "send" in request.POST:
            return letter_of_return(request, application, form)
        if "change" not in request.POST:
            with outcome(request, success=RETURNED, tell=False) as result:
                actions.return_(application, by=request.user, **form.inputs())
            if result:
                return see_other(application)
            problems = result.problems
    context = {"application": application, "crumbs": crumbs(application), "problems": problems}
    context["sections"] = form.sections(threads.of_application(application))
    failed = request.method == "POST" and "change" not in request.POST
    return render_form(request, "applications/return.html", context, form, failed=failed)


def letter_of_return(request, application, reasons):
    """All reasons in one letter, to be changed; sent only by a press of its own."""
    sending = "send" in request.POST
    words = actions.letter_of_return(application, **reasons.inputs())
    form = LetterForm(request.POST if sending else None, initial={"letter": words})
    problems = []
    if sending and form.is_valid():
        with outcome(request, success=RETURNED, tell=False) as result:
            actions.return_(application, by=request.user, letter=form.cleaned_data["letter"], **reasons.inputs())
        if result:
            return see_other(application)
        problems = result.problems
    context = {"application": application, "crumbs": crumbs(application), "problems": problems, "kept": reasons.kept()}
    return render_form(request, "applications/return_letter.html", context, form, failed=sending)


@page
def work(request, pk):
    """What the practice says and what it cites, side by side, with the buttons of the office."""
    application = visible_application(request, pk)
    ways = [
        ("On the staff desk", reverse("admin:applications_application_change", args=[pk])),
        ("Requests for information", reverse("applications:inquiries", args=[pk])),
    ]
    context = {"crumbs": crumbs(application), "ways": ways}
    return work_page(request, application, claims.sections(application, request.user), **context)


@page
def not_eligible(request, pk):
    """Why the practice cannot apply in this way, and what it can do instead."""
    application = visible_application(request, pk)
    refusals = receipts.refusals(application)
    if not refusals:
        return see_other("applications:step", pk, "eligibility")
    context = {"application": application, "crumbs": crumbs(application), "refusals": refusals}
    context["may_edit"] = policies.may_edit(application, request.user)
    context["may_withdraw"] = policies.may_withdraw(application, request.user)
    return render(request, "applications/not_eligible.html", context)
