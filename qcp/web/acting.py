"""The page of one act on a record: who may open it, its form, the act, and back to the record."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from .forms import render_form
from .pages import outcome


def visible(request, model, pk, may=None):
    """The record, for whoever sees it and, where a policy is named, sits in that seat."""
    record = get_object_or_404(model.objects.visible_to(request.user).for_list(), pk=pk)
    if may and not may(record, request.user):
        raise Http404
    return record


def act_on(request, record, template: str, form, act, *, success: str, named: str = "record", back=None, **more):
    """Show the form; once it is valid, act with what was typed. A refusal shows the form again, as it was typed.

    act: called as `(record, by=user, **what was typed)`. named: what the template calls the record; more: what else
    it shows.
    """
    if request.method == "POST" and form.is_valid():
        with outcome(request, success=success) as done:
            act(record, by=request.user, **form.cleaned_data)
        if done:
            return redirect(*back or (record,))
    return render_form(request, template, {named: record, **more}, form)
