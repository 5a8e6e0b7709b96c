"""Keeping a list under a name, and letting it go again."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from qcp.web.pages import button

from .models import PLACES, SavedView

NO_NAME = "Give the list a name of at most 80 letters; then keep it again."


class SaveForm(forms.ModelForm):
    class Meta:
        model = SavedView
        fields = ["name", "address", "shared"]

    def clean_address(self):
        """An address of one of the office's lists, and of nothing else."""
        address = self.cleaned_data["address"]
        if not (address.startswith(PLACES) and url_has_allowed_host_and_scheme(address, allowed_hosts=None)):
            raise forms.ValidationError("That is not a list of the office.")
        return address


@button
def save_view(request):
    """Under the same name: the list is kept anew."""
    form = SaveForm(request.POST)
    if not form.is_valid():
        if "address" in form.errors:
            raise Http404
        messages.error(request, NO_NAME)
        request.refused = True
        return redirect(form.cleaned_data["address"])
    given = form.cleaned_data
    defaults = {"address": given["address"], "shared": given["shared"]}
    SavedView.objects.update_or_create(owner=request.user, name=given["name"], defaults=defaults)
    messages.success(request, f"Kept as “{given['name']}”. You find it on the first page of the staff desk.")
    return redirect(given["address"])


@button
def drop_view(request, pk):
    """One's own only."""
    if not SavedView.objects.filter(pk=pk, owner=request.user).delete()[0]:
        raise Http404
    messages.success(request, "The list is no longer kept.")
    return redirect("admin:index")
