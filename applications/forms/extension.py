"""What is typed when an extension is asked for, recorded or decided."""

from django import forms
from django.utils.text import capfirst

from applications import extending
from applications.grounds import CHOICES
from qcp import clock
from qcp.deadlines.lengths import add_days
from qcp.desk.forms import MoveForm


def date_input():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ExtensionForm(forms.Form):
    """The request. Grounds that do not count can be chosen too: the answer then says why not."""

    ground = forms.ChoiceField(
        label="What happened",
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happened.", "invalid_choice": "Choose what happened."},
    )
    event_on = forms.DateField(
        label="Day of the event",
        widget=date_input(),
        error_messages={"required": "Enter the day of the event.", "invalid": "Enter a day such as 2027-02-14."},
    )
    basis = forms.CharField(
        label="What it prevents",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Describe the event and which requirements it keeps you from meeting in time. Name no patient.",
        error_messages={"required": "Write what happened and what it prevents."},
    )

    def __init__(self, *args, application, **kwargs):
        super().__init__(*args, **kwargs)
        self.application = application
        final = extending.final_deadline(application)
        if final:
            opens = extending.written(extending.window_opens_on(final.due_on))
            self.fields["event_on"].help_text = f"From {opens}, and not after today."

    def clean_ground(self):
        if problems := extending.ground_problems(self.cleaned_data["ground"]):
            raise forms.ValidationError(problems)
        return self.cleaned_data["ground"]

    def day_of_request(self):
        return clock.today()

    def clean(self):
        event_on, received_on = self.cleaned_data.get("event_on"), self.day_of_request()
        if event_on and received_on:
            for problem in extending.event_problems(self.application, event_on, received_on):
                self.add_error("event_on", capfirst(problem.removeprefix("Day of the event: ")))


class AskForm(ExtensionForm):
    """By the signatory, who sees the price of asking."""

    understood = forms.BooleanField(
        label="I have read what the request costs and what it changes",
        error_messages={"required": "Read what the request costs, then tick the box."},
    )

    def inputs(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "understood"}


class RecordForm(ExtensionForm):
    """By staff, for a letter or mail; its day of arrival decides whether it is in time."""

    received_on = forms.DateField(
        label="Day on which the request arrived",
        widget=date_input(),
        error_messages={"required": "Enter the day on which it arrived.", "invalid": "Enter a day such as 2027-02-14."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["received_on"])
        self.fields["event_on"].help_text = "Not after the day on which the request arrived."

    def day_of_request(self):
        return self.cleaned_data.get("received_on")

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if day > clock.today():
            raise forms.ValidationError("It cannot lie in the future.")
        if problems := extending.too_late(self.application, day):
            raise forms.ValidationError(problems)
        return day

    def inputs(self) -> dict:
        return self.cleaned_data


class GrantForm(MoveForm):
    """How many days; the look at what will follow shows every date that moves."""

    days = forms.IntegerField(label="Days", min_value=1, max_value=30)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        application = self.subject.application
        most, final = extending.days_open(application), extending.final_deadline(application)
        if final:
            now, then = extending.written(final.due_on), extending.written(add_days(final.due_on, most))
            self.fields["days"].help_text = f"From 1 to {most}, counted from {now}: {then} at the latest."
