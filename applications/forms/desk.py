"""What the office types when it acts on an application."""

from django import forms
from django.urls import reverse
from django.utils.html import format_html

from applications.steps import STEPS
from qcp.desk.forms import MoveForm


class ReturnForm(MoveForm):
    """A return names steps, and says of each what is to be changed. The practice reads exactly these words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for step in STEPS:
            self.fields[step.slug] = forms.CharField(
                label=f"Step {step.number}, {step.title}: what is to be changed",
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.order_fields([*(step.slug for step in STEPS), "note"])
        single = reverse("applications:return", args=[self.subject.pk])
        words = '<a href="{}">Ask for a change of single questions instead.</a>'
        self.fields[STEPS[0].slug].help_text = format_html(words, single)
        self.fields["note"].label = "Anything else for the history"
        self.fields["note"].help_text = "Left empty, the history keeps what you wrote for each step."

    def clean(self):
        if not any(self.cleaned_data.get(step.slug) for step in STEPS):
            self.add_error(STEPS[0].slug, "Name at least one step, and say what is to be changed in it.")

    def inputs(self) -> dict:
        steps = {step.slug: self.cleaned_data[step.slug] for step in STEPS if self.cleaned_data[step.slug]}
        return {"note": self.cleaned_data["note"], "steps": steps}
