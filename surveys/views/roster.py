"""A surveyor's own entry on the roster: home, papers, connections, work."""

from copy import copy

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect

from qcp import clock
from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome

from ..actions import roster as actions
from ..forms.roster import ConnectionForm, HomeForm, PaperForm
from ..models import Surveyor
from ..queries.feedback import averages
from ..queries.workload import workload

FORMS = {  # what was sent -> its form, the act, and what is said afterwards
    "home": (HomeForm, actions.move_home, "Kept."),
    "paper": (PaperForm, actions.report_paper, "Reported: it counts once QCP staff have checked it."),
    "connection": (ConnectionForm, actions.declare_connection, "Declared: you are not asked to survey there."),
}


@form_page
def me(request):
    """The page, and the three forms on it."""
    entry = (
        Surveyor.objects.for_list().prefetch_related("standing_conflicts__practice").filter(pk=request.user.pk).first()
    )
    if entry is None:
        return render_form(request, "surveys/not_on_the_roster.html", {})
    if "end" in request.POST:
        return end(request)
    sent = request.POST.get("act", "")
    shown = {name: fresh(name, entry) for name in FORMS}
    if sent in FORMS:
        form_class, act, said = FORMS[sent]
        shown[sent] = form = form_class(request.POST, auto_id=f"{sent}_%s", **instance(sent, entry))
        if form.is_valid():
            with outcome(request, success=said) as done:
                act(request.user, **form.inputs())
            if done:
                return redirect("surveys:me")
    context = {"entry": entry, "forms": shown, "work": workload([entry.pk])[entry.pk], "today": clock.today()}
    context["averages"] = averages(request.user)
    context["missing"] = entry.lacking(clock.today())
    context |= {"look_back": settings.CONFLICT_LOOK_BACK_YEARS, "trainees": entry.trainees.select_related("user")}
    return render_form(request, "surveys/me.html", context, shown.get(sent))


def fresh(name: str, entry):
    return FORMS[name][0](initial={"act": name}, auto_id=f"{name}_%s", **instance(name, entry))


def instance(name: str, entry) -> dict:
    """The form of the home is about the entry itself; a copy, so that the page shows what is kept."""
    return {"instance": copy(entry)} if name == "home" else {}


def end(request):
    asked = request.POST["end"]
    if not asked.isdigit():
        raise Http404
    with outcome(request, success="Noted: the connection has ended today."):
        actions.end_connection(request.user, asked, on=clock.today())
    return redirect("surveys:me")
