"""The page of a move that is held: what will happen and when, and the button that takes it back."""

from django.shortcuts import get_object_or_404, redirect, render

from qcp.web.pages import form_page, outcome

from .holding import may_undo, undo
from .models import HeldMove


@form_page
def held(request, pk):
    held = get_object_or_404(HeldMove.objects.visible_to(request.user).for_list(), pk=pk)
    if request.method == "POST":
        with outcome(request, success="Taken back. Nothing was done, and nobody was written to."):
            undo(held, by=request.user)
        return redirect(held)
    record = held.subject
    context = {"held": held, "record": record, "may_undo": held.is_pending and may_undo(held, request.user)}
    return render(request, "undo/held.html", context)
