"""The signatory's consent to let the status go to one recipient."""

from django import forms


class ReleaseForm(forms.Form):
    """`seen` and `terms_version` travel with the page, so that nobody agrees to what they did not read."""

    typed_name = forms.CharField(
        label="Your full name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    title = forms.CharField(label="Your title", max_length=120, help_text="Such as Practice administrator.")
    agree = forms.BooleanField(
        label="I may sign for the practice, and it agrees that the status shown above goes to this recipient",
        error_messages={"required": "Tick the box to agree, or go back: nothing goes without it."},
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    terms_version = forms.CharField(widget=forms.HiddenInput, max_length=20)

    def consent(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("typed_name", "title", "seen", "terms_version")}
