"""What is typed about requests for policy texts."""

from django import forms

from qcp import clock
from qcp.web.policy_words import TITLES

from ..models import PolicyRequest


class AskForm(forms.Form):
    """Open to everybody."""

    wanted = forms.MultipleChoiceField(
        label="Policies", choices=list(TITLES.items()), widget=forms.CheckboxSelectMultiple, required=False
    )
    message = forms.CharField(
        label="Another policy, or a question",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Name no patient.",
    )
    name = forms.CharField(
        label="Your name",
        max_length=120,
        error_messages={"required": "Enter your name."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    organisation = forms.CharField(label="Practice or organisation", max_length=200, required=False)
    email = forms.EmailField(
        label="E-mail address",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="The answer goes there.",
        error_messages={
            "required": "Enter the address to which the answer goes.",
            "invalid": "Enter an address such as name@example.org.",
        },
    )

    def clean(self):
        if not self.cleaned_data.get("wanted") and not self.cleaned_data.get("message", "").strip():
            self.add_error("wanted", "Choose a policy, or write what you want to know below.")


class RecordForm(AskForm):
    """By staff, for a request that came elsewhere."""

    way = forms.ChoiceField(
        label="How it came",
        choices=[choice for choice in PolicyRequest.Way.choices if choice[0] != PolicyRequest.Way.PORTAL],
        error_messages={"required": "Choose how it came."},
    )
    received_on = forms.DateField(
        label="Day on which it arrived",
        initial=clock.today,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Enter the day on which it arrived.", "invalid": "Enter a day such as 2027-02-14."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["way", "received_on"])
        self.fields["name"].label = "Name"

    def clean_received_on(self):
        if self.cleaned_data["received_on"] > clock.today():
            raise forms.ValidationError("It cannot lie in the future.")
        return self.cleaned_data["received_on"]


class AnswerForm(forms.Form):
    text = forms.CharField(
        label="Answer",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="It is sent by e-mail as you type it, and kept here.",
        error_messages={"required": "Write the answer."},
    )
