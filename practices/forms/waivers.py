"""What is typed about a score waiver."""

from django import forms

from .. import scoring


def long_text(label: str, missing: str, help_text: str = ""):
    return forms.CharField(
        label=label,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=help_text,
        error_messages={"required": missing},
    )


class WaiverForm(forms.Form):
    """The measures in question are ticked; the score without them is shown before anything is sent."""

    measures = forms.MultipleChoiceField(
        label="Measures that are unfair to the practice",
        widget=forms.CheckboxSelectMultiple,
        help_text="Only measures that were not reached can be ticked.",
        error_messages={"required": "Tick at least one measure."},
    )
    characteristic = long_text(
        "What is unique about the practice",
        "Describe what is unique about the practice.",
        "For example whom it treats, where, or what it refers elsewhere. No patient information.",
    )
    effect = long_text("How it lowered these measures", "Describe how it lowered the measures that you ticked.")

    def __init__(self, *args, figures, titles, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["measures"].choices = [
            (
                line.code,
                f"{line.code}: {titles.get(line.code, '')}, {line.percent}% ({line.good} of {line.denominator})",
            )
            for line in scoring.failed(figures)
        ]


class RecordForm(WaiverForm):
    """By staff, for a letter or mail; its day of arrival decides whether it is in time."""

    received_on = forms.DateField(
        label="Day on which the request arrived",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Enter the day on which it arrived.", "invalid": "Enter a day such as 2027-02-14."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["received_on"])


class ReasonForm(forms.Form):
    note = long_text("Reason", "Write your reason.")
