"""The days on which a surveyor is not free."""

from django import forms

from qcp import clock
from qcp.deadlines.lengths import add_days, days_between

LONGEST = 60


class BusyDaysForm(forms.Form):
    first = forms.DateField(label="First day", widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(
        label="Last day", required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Leave it empty for a single day.",
    )  # fmt: skip

    def clean_first(self):
        if self.cleaned_data["first"] < clock.today():
            raise forms.ValidationError("Choose today or a later day.")
        return self.cleaned_data["first"]

    def clean(self):
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and not 0 <= days_between(first, last) <= LONGEST:
            self.add_error("last", f"Choose a day on or after the first one, at most {LONGEST} days later.")
        return self.cleaned_data

    def days(self) -> list:
        first, last = self.cleaned_data["first"], self.cleaned_data["last"] or self.cleaned_data["first"]
        return [add_days(first, count) for count in range(days_between(first, last) + 1)]
