"""Requests for information: the office asks, the practice answers, each in one thread."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from applications import policies
from applications.actions import inquiries as actions
from applications.forms.inquiries import AskForm, SayForm
from applications.models import Inquiry
from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome

from .fetching import crumbs, see_other, visible_application

ASKED, SAID, CLOSED = "The practice is asked by letter.", "Sent.", "Closed."


@form_page
def inquiries(request, pk):
    """All that was asked beside this application; the office may ask more."""
    application = visible_application(request, pk)
    may_ask = policies.may_review(application, request.user) and application.state in actions.WITH_OFFICE
    form = AskForm(request.POST or None, application=application) if may_ask else None
    if request.method == "POST" and form is None:
        raise Http404
    if request.method == "POST" and form.is_valid():
        with outcome(request, success=ASKED) as done:
            inquiry = actions.ask(application, by=request.user, **form.inputs())
        if done:
            return see_other(inquiry)
    context = {"application": application, "crumbs": crumbs(application)}
    context["inquiries"] = application.inquiries.for_list()
    return render_form(request, "applications/inquiries.html", context, form)


@form_page
def inquiry(request, pk):
    """One thread. The office closes it, or asks on; the practice answers."""
    found = get_object_or_404(Inquiry.objects.visible_to(request.user).for_list(), pk=pk)
    office = policies.may_review(found.application, request.user)
    may_write = found.awaits != Inquiry.Awaits.NOBODY and (
        office or policies.may_answer(found.application, request.user)
    )
    closing = request.POST.get("act") == "close" and office
    form = SayForm(None if closing else request.POST or None) if may_write else None
    if request.method == "POST" and form is None:
        raise Http404
    if request.method == "POST" and (closing or form.is_valid()):
        with outcome(request, success=CLOSED if closing else SAID) as done:
            carry_out(found, request.user, office, closing, form)
        if done:
            return see_other(found)
    context = {"inquiry": found, "office": office, "crumbs": crumbs(found.application)}
    context["lines"] = found.messages.select_related("author")
    return render_form(request, "applications/inquiry.html", context, form)


def carry_out(inquiry, user, office, closing, form) -> None:
    if closing:
        actions.close(inquiry, by=user)
    else:
        (actions.ask_again if office else actions.answer)(inquiry, by=user, text=form.cleaned_data["text"])
