"""The office's own page of an application: send single questions back, with what is asked for."""

from django.http import Http404
from django.shortcuts import render

from applications import policies
from applications.actions import application as actions
from applications.forms.review import ReturnQuestionsForm
from applications.queries import receipts, threads
from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome, page

from .fetching import crumbs, see_other, visible_application


@form_page
def return_(request, pk):
    """Every question with its answer, and room beside each for what is to be changed."""
    application = visible_application(request, pk)
    if application.state != application.State.SUBMITTED or not policies.may_review(application, request.user):
        raise Http404
    form = ReturnQuestionsForm(request.POST if request.method == "POST" else None, application=application)
    problems = []
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="The application went back to the practice.", tell=False) as result:
            actions.return_(application, by=request.user, **form.inputs())
        if result:
            return see_other(application)
        problems = result.problems
    context = {"application": application, "crumbs": crumbs(application), "problems": problems}
    context["sections"] = form.sections(threads.of_application(application))
    return render_form(request, "applications/return.html", context, form)


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
