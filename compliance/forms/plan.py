"""What a practice writes into a plan, and what the reviewer says of it."""

from django import forms

from compliance.models import PlanItem
from compliance.models.item import ANSWERS
from compliance.states import Verdict


class ItemForm(forms.ModelForm):
    """One item; it may be saved with gaps. `revision` is the one that the writer has before their eyes."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = PlanItem
        fields = list(ANSWERS)
        widgets = {
            "root_cause": forms.Textarea(attrs={"rows": 4}),
            "action": forms.Textarea(attrs={"rows": 4}),
            "measure": forms.Textarea(attrs={"rows": 3}),
            "target_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        labels = {
            "root_cause": "Why is the standard not met?",
            "action": "What will you do about it?",
            "owner": "Who is responsible?",
            "target_on": "By when will it be done?",
            "measure": "How will you know that it works?",
        }

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, initial={"revision": instance.revision}, **kwargs)

    def shown_again(self, item):
        """What was typed, now beside what somebody else saved: sending it again is a choice."""
        return ItemForm({**self.data.dict(), "revision": item.revision}, instance=item)


class AskSurveyForm(forms.Form):
    ground = forms.CharField(
        label="What should be seen on site?",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what should be seen on site."},
    )


class VerdictForm(forms.Form):
    """Accepted, or returned with a reason."""

    verdict = forms.ChoiceField(label="Verdict", choices=Verdict.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Reason", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="Needed for a return."
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("verdict") == Verdict.RETURNED and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Say what is missing, so that the practice can put it right.")
        return cleaned
