"""What a surveyor writes on their own entry: three small forms on one page."""

from django import forms

from qcp import clock

from ..geography import MIDDLE
from ..models import Surveyor
from ..states import CredentialKind

DAY = {"type": "date"}


class OwnForm(forms.Form):
    """`act` says which of the forms was sent."""

    act = forms.CharField(widget=forms.HiddenInput)

    def inputs(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "act"}


class HomeForm(OwnForm, forms.ModelForm):
    state = forms.ChoiceField(choices=[(code, code) for code in sorted(MIDDLE)])

    class Meta:
        model = Surveyor
        fields = ["city", "state"]

    def inputs(self) -> dict:
        """The entry itself, with what was typed."""
        return {"entry": self.instance}


class PaperForm(OwnForm):
    kind = forms.ChoiceField(label="Which paper", choices=CredentialKind.choices)
    number = forms.CharField(max_length=40, required=False)
    expires_on = forms.DateField(label="Last day on which it is valid", widget=forms.DateInput(attrs=DAY))

    def clean_expires_on(self):
        if self.cleaned_data["expires_on"] < clock.today():
            raise forms.ValidationError("This paper has run out already: enter the renewed one.")
        return self.cleaned_data["expires_on"]


class ConnectionForm(OwnForm):
    told = forms.CharField(
        label="Name and city of the organisation", max_length=200, help_text="Nothing else is asked, and not why."
    )
    ended_on = forms.DateField(
        label="Ended on", required=False, widget=forms.DateInput(attrs=DAY), help_text="Empty while it lasts."
    )

    def clean_ended_on(self):
        ended = self.cleaned_data["ended_on"]
        if ended and ended > clock.today():
            raise forms.ValidationError("Leave it empty until the connection has ended.")
        return ended
