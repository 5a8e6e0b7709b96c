"""The practice's way through its application: open, overview, check, send, receipt, withdraw."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from applications import policies
from applications.actions import application as actions
from applications.actions import filling, opening
from applications.forms.signing import EditionForm, SendForm
from applications.models import Edition
from applications.queries import receipts, threads
from applications.queries.assigning import handed_out
from applications.queries.crosswalk import counted, crossings
from applications.queries.progress import NEXT, onward, rows
from applications.states import PENDING, State
from practices.models import Practice
from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome, page
from qcp.workflow.moves import moves_for

from .fetching import crumbs, see_other, visible_application, with_invoices


@form_page
def open_application(request, pk):
    """What a new application needs; pressing the button opens it."""
    practice = get_object_or_404(Practice.objects.visible_to(request.user), pk=pk)
    problems = opening.problems(practice)
    if request.method == "POST":
        with outcome(request, success="Your application is open. Everything you type is kept.", tell=False) as result:
            application = opening.open_application(practice, by=request.user)
        if result:
            return see_other(application)
        problems = result.problems
    context = {"practice": practice, "problems": problems, "may_open": policies.may_open(practice, request.user)}
    return render_form(request, "applications/open.html", context)


@page
def detail(request, pk):
    """The hub: six rows, then check and submit."""
    application = with_invoices(request, pk)
    steps = rows(application)
    context = {
        "application": application,
        "steps": steps,
        "next": NEXT[application.state],
        "onward": onward(application, steps),
        "missing": sum(len(row.gaps) for row in steps),
        "may_edit": policies.may_edit(application, request.user),
        "editions": application.editions_on_offer,
        "offers": [o for o in moves_for(application, request.user) if o.ready or o.name != "submit"],
        "history": application.history.select_related("actor").order_by("-version"),
        "threads": threads.of_application(application) if application.submitted_on else [],
        "letters": receipts.letters(application) if application.submitted_on else [],
        "clocks": receipts.clocks(application),
        **ways_on(application, request.user),
        "handed": handed_out(application),
    }
    return render(request, "applications/hub.html", context)


def ways_on(application, user) -> dict:
    """The pages of later phases that begin at the application: an appeal, or the proposal to deny it."""
    appeals = policies.may_withdraw(application, user) and application.state in (State.DENIED, State.LAPSED)
    denies = user.is_staff and application.state in (State.SUBMITTED, *PENDING) and not application.reports.exists()
    return {
        "appeal_url": reverse("compliance:file_appeal", args=[application.pk]) if appeals else "",
        "denial_url": reverse("compliance:propose_denial", args=[application.pk]) if denies else "",
    }


@page
def check(request, pk):
    """Every answer once, each with a way to change it."""
    application = with_invoices(request, pk)
    context = {
        "application": application,
        "crumbs": crumbs(application),
        "steps": rows(application),
        "sections": receipts.sections(application),
        "threads": threads.of_application(application) if application.submitted_on else [],
        "changed": receipts.changed(application),
        "may_edit": policies.may_edit(application, request.user),
    }
    return render(request, "applications/check.html", context)


@form_page
def submit(request, pk):
    """Accept and send. After it was sent once, this address leads to the receipt."""
    application = with_invoices(request, pk)
    if application.submitted_on and not policies.may_edit(application, request.user):
        return see_other("applications:receipt", pk)
    form = SendForm(request.POST or None)
    problems = [(row, [(gap, gap.url(application)) for gap in row.gaps]) for row in rows(application) if row.gaps]
    if request.method == "POST" and form.is_valid() and not problems:
        with outcome(request, success="Your application has been sent.") as result:
            actions.submit(application, by=request.user)
        return see_other("applications:receipt" if result else "applications:submit", pk)
    context = {"application": application, "crumbs": crumbs(application), "problems": problems}
    context["may_submit"] = policies.may_sign(application, request.user)
    return render_form(request, "applications/submit.html", context, form)


@page
def receipt(request, pk):
    """What was sent, when, and what happens next. It opens again for ever."""
    application = visible_application(request, pk)
    sent = receipts.latest(application)
    if sent is None:
        raise Http404
    context = {"application": application, "crumbs": crumbs(application), "words": sent.data, "letter": sent}
    return render(request, "applications/receipt.html", context)


@form_page
def withdraw(request, pk):
    """What a withdrawal means, money included, before it is made."""
    application = visible_application(request, pk)
    if not policies.may_withdraw(application, request.user):
        raise Http404
    if request.method == "POST":
        with outcome(request, success="The application was withdrawn."):
            actions.withdraw(application, by=request.user)
        return see_other(application)
    return render(request, "applications/withdraw.html", {"application": application, "crumbs": crumbs(application)})


@form_page
def edition(request, pk):
    """While two editions are on offer, the practice chooses one; a colleague's choice is shown, never overwritten."""
    application = visible_application(request, pk)
    editions = Edition.objects.filter(pk__in=[each.pk for each in application.editions_offered()])
    standing = application.judged_by()
    initial = {"edition": standing, "seen": standing.pk if standing else ""}
    form = EditionForm(request.POST or None, editions=editions, initial=initial)
    if request.method == "POST" and form.is_valid():
        seen = editions.filter(pk=form.cleaned_data["seen"] or None).first()
        with outcome(request, success="The edition was chosen.") as result:
            other = filling.choose_edition(application, form.cleaned_data["edition"], by=request.user, seen=seen)
        if not result or other is None:
            return see_other(application)
        form.on_top_of(other)
    context = {"application": application, "crumbs": crumbs(application), "choice": list(editions)}
    return render_form(request, "applications/edition.html", {**context, **between(context["choice"])}, form)


def between(choice) -> dict:
    """What the newer of two editions continues of the older one, for whoever has to choose."""
    if len(choice) < 2:
        return {}
    since, edition = choice
    rows = crossings(edition, since)
    return {"edition": edition, "since": since, "crossings": rows, "counts": counted(rows)}


@form_page
def start_over(request, pk):
    """Empty the answers of a draft, after asking."""
    application = visible_application(request, pk)
    if application.submitted_on or not policies.may_edit(application, request.user):
        raise Http404
    if request.method == "POST":
        with outcome(request, success="The answers are emptied. What stood there stays in the record."):
            filling.start_over(application, by=request.user)
        return see_other(application)
    answered = sum(bool(row.value) for row in application.current_answers)
    context = {"application": application, "crumbs": crumbs(application), "answered": answered}
    return render(request, "applications/start_over.html", context)
