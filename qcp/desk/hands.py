"""The desk's pages on who looks after a case."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from qcp.access.confidential import closed_to_the_rest
from qcp.accounts.models import OFFICE, User
from qcp.web.pages import button, form_page, outcome
from qcp.web.views.moves import own_address
from qcp.workflow.models import Case

from . import holding
from .models import CaseHolder


class HolderForm(forms.Form):
    """Who looks after the case from now on; nobody: it is everybody's again."""

    person = forms.ModelChoiceField(queryset=User.objects.none(), required=False, label="Who looks after it")
    note = forms.CharField(max_length=300, required=False, label="Why, if there is something to say")
    about = forms.CharField(max_length=250, widget=forms.HiddenInput)
    back = forms.CharField(max_length=250, widget=forms.HiddenInput)

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, auto_id="holder-%s", **kwargs)
        self.fields["person"].queryset = holding.colleagues(case)
        self.fields["person"].empty_label = "Nobody in particular"


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(queryset=User.objects.none(), label="Who takes them over")
    note = forms.CharField(max_length=300, required=False, label="Why, if there is something to say")

    def __init__(self, *args, leaving, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = User.objects.filter(role__in=OFFICE, is_active=True).exclude(pk=leaving.pk)


def holder_panel(record) -> dict:
    """What a record's page says about who looks after its case, now and before."""
    rows = list(CaseHolder.objects.filter(case=record.case_id).for_list())
    held = next((row for row in rows if row.ended_at is None), None)
    form = HolderForm(initial={"person": held.person_id if held else None}, case=record.case_id)
    return {"held": held, "held_before": [row for row in rows if row.ended_at], "holder_form": form}


@button
def hold_case(request, pk):
    """Give the case to somebody, take it, or let it go."""
    open_cases = Case.objects.exclude(recusals__user=request.user).exclude(closed_to_the_rest(request.user, "pk"))
    case = get_object_or_404(open_cases, pk=pk)
    form = HolderForm(request.POST, case=case)
    back = own_address(request.POST.get("back", ""))
    if not form.is_valid() or not back:
        messages.error(request, "Choose somebody of the office to whom this case is open.")
        request.refused = True
        return redirect(back or "admin:index")
    person, note, about = (form.cleaned_data[name] for name in ("person", "note", "about"))
    with outcome(request, success=f"{person} looks after it now." if person else "It is everybody's again."):
        if person:
            holding.give(case, person, by=request.user, about=about, address=back, note=note)
        else:
            holding.let_go(case, by=request.user)
    return redirect(back)


@form_page
def hand_over(request, pk, *, site):
    """Everything that one person looks after, to another; before it is done, what it is."""
    leaving = get_object_or_404(User, pk=pk)
    held = CaseHolder.objects.visible_to(request.user).standing().filter(person=leaving).for_list()
    if not held and request.method != "POST" and leaving.role not in OFFICE:
        raise Http404
    form = HandOverForm(request.POST or None, leaving=leaving)
    result = None
    if request.method == "POST" and form.is_valid():
        with outcome(request):
            result = holding.hand_over(leaving, by=request.user, **form.cleaned_data)
    failed = request.method == "POST" and result is None
    context = {**site.each_context(request), "leaving": leaving, "held": list(held), "form": form, "result": result}
    context |= {"failed": failed, "title": f"Cases in the hands of {leaving}"}
    return TemplateResponse(request, "admin/workflow/hand_over.html", context, status=422 if failed else 200)
