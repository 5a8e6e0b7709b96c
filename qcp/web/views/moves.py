"""The one address of every plain button."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from qcp.accounts.models import OFFICE, Role
from qcp.desk.rehearse import dry_run
from qcp.web.forms import render_form
from qcp.web.moves import is_plain, model_of
from qcp.web.pages import button, outcome
from qcp.workflow.actions import action
from qcp.workflow.moves import moves_for

LOOKING_AHEAD = (*OFFICE, Role.COUNCIL, Role.REVIEWER)  # a look ahead shows the letters to all sides


@button
def make_move(request, slug, pk, move):
    """Make the move; or say why not, with the reason that was typed still there."""
    model = model_of(slug)
    if model is None:
        raise Http404
    record = get_object_or_404(model.objects.visible_to(request.user), pk=pk)
    if not is_plain(record, move):
        raise Http404
    note = request.POST.get("note", "").strip()
    if "preview" in request.POST and request.user.role in LOOKING_AHEAD:
        return look_ahead(request, record, move, note)
    with outcome(request, success="Recorded.", tell=False) as result:
        action(record, move)(record, by=request.user, note=note)
    back = own_address(request.POST.get("back", ""))
    if result:
        return redirect(back or record)
    offer = next((each for each in moves_for(record, request.user) if each.name == move), None)
    context = {"record": record, "move": move, "offer": offer, "note": note, "problems": result.problems}
    context["back"] = back
    return render_form(request, "web/move_refused.html", context)


def look_ahead(request, record, move: str, note: str):
    """What would follow if the button were pressed; nothing is done."""
    offer = next((each for each in moves_for(record, request.user) if each.name == move), None)
    if offer is None:
        raise Http404
    rehearsal = dry_run(action(record, move), record, by=request.user, note=note)
    back = own_address(request.POST.get("back", "")) or record.get_absolute_url()
    context = {"record": record, "offer": offer, "note": note, "rehearsal": rehearsal, "back": back}
    return render(request, "web/move_ahead.html", context)


def own_address(asked: str) -> str:
    """The page of the portal that a button stood on; empty for anything else."""
    inside = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if inside else ""
