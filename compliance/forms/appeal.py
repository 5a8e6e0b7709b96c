"""What a practice, the office and the panel type about an appeal."""

from django import forms

from compliance.states import AppealGround, AppealVerdict, Remedy
from qcp.documents.fields import UploadField

LONG = forms.Textarea(attrs={"rows": 8})
DAY = forms.DateInput(attrs={"type": "date"})


class FileForm(forms.Form):
    grounds = forms.MultipleChoiceField(
        label="Grounds",
        choices=AppealGround.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one ground."},
    )
    statement = forms.CharField(
        label="Statement",
        widget=LONG,
        max_length=20000,
        help_text="What was wrong with the decision, and why. No patient information.",
        error_messages={"required": "Say what was wrong with the decision, and why."},
    )
    file = UploadField(label="Evidence", purpose="appeal", required=False)


class EvidenceForm(forms.Form):
    file = UploadField(label="Evidence", purpose="appeal")


class HearingDayForm(forms.Form):
    on = forms.DateField(label="Day of the hearing", widget=DAY)
    place = forms.CharField(
        label="Where, or how to join", max_length=200, help_text="An address, or the number or link of a call."
    )


class HearForm(forms.Form):
    waived = forms.BooleanField(label="The practice waived the hearing", required=False)
    on = forms.DateField(label="Day on which it was held", required=False, widget=DAY)
    record = forms.CharField(
        label="Record", widget=LONG, help_text="What was said and by whom, or how the practice waived the hearing."
    )


class VoteForm(forms.Form):
    verdict = forms.ChoiceField(label="Your vote", choices=AppealVerdict.choices, widget=forms.RadioSelect)
    reasons = forms.CharField(
        label="Reasons", widget=LONG, help_text="The practice reads those of the majority, without names."
    )
    remedy = forms.ChoiceField(
        label="If it is overturned: what follows",
        choices=[("", "Nothing, I vote to uphold"), *Remedy.choices],
        required=False,
        help_text="An award is proposed only when the whole majority wants one.",
    )
    final_deadline = forms.DateField(
        label="If it is overturned: new final deadline",
        required=False,
        widget=DAY,
        help_text="The last day on which the practice can complete its application.",
    )

    def __init__(self, *args, obstacles=(), **kwargs):
        super().__init__(*args, **kwargs)
        if obstacles:
            kept = [choice for choice in self.fields["remedy"].choices if choice[0] != Remedy.AWARD]
            self.fields["remedy"].choices = kept
            self.fields["remedy"].help_text = f"An award cannot be proposed: {' '.join(obstacles)}"
