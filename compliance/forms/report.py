"""What the reviewer types about a report."""

from django import forms

from compliance.states import Likelihood, Outcome, Scope
from surveys.states import Rating

ASSESSABLE = [choice for choice in Rating.choices if choice[0] != Rating.NOT_ASSESSED]
LINES = forms.Textarea(attrs={"rows": 4})


class AssessForm(forms.Form):
    """One finding: confirmed as it is, or rated otherwise with a reason."""

    rating = forms.ChoiceField(label="Your rating", choices=ASSESSABLE, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Reason", required=False, widget=LINES, help_text="Needed when you rate otherwise than the surveyor."
    )
    requirement = forms.CharField(
        label="Requirement",
        required=False,
        widget=LINES,
        help_text="What the practice has to show. Needed for a standard that is not or only partly met.",
    )
    likelihood = forms.ChoiceField(
        label="How likely is it to harm a patient?",
        required=False,
        choices=[("", "As the rating suggests"), *Likelihood.choices],
        help_text="For an unmet standard. It orders the work of the practice and does not change the decision.",
    )
    scope = forms.ChoiceField(
        label="How far does it reach?", required=False, choices=[("", "As the ratings suggest"), *Scope.choices]
    )
    commendation = forms.CharField(label="Commendation", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, finding, **kwargs):
        initial = {
            "rating": finding.assessed or finding.surveyed,
            "reason": finding.reason,
            "requirement": finding.requirement,
            "commendation": finding.commendation,
            "likelihood": finding.likelihood,
            "scope": finding.scope,
        }
        super().__init__(*args, initial=initial, **kwargs)


class SummaryForm(forms.Form):
    summary = forms.CharField(
        label="Summary",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="The practice reads this first.",
    )
    misrepresentation = forms.BooleanField(
        label="The findings show that the practice knowingly stated what was not so",
        required=False,
        help_text="The practice can then no longer withdraw its application.",
    )

    def __init__(self, *args, report, **kwargs):
        initial = {"summary": report.summary, "misrepresentation": report.misrepresentation}
        super().__init__(*args, initial=initial, **kwargs)


class CorrectionForm(forms.Form):
    because = forms.CharField(
        label="What is wrong in it?",
        widget=LINES,
        help_text="The practice reads it in the correction.",
        error_messages={"required": "Say what is wrong in the report."},
    )


class DenyForm(forms.Form):
    reasons = forms.CharField(
        label="Reasons",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="One per line: the practice's letter names each.",
        error_messages={"required": "Name each reason: the practice's letter names each."},
    )


class ProposeForm(forms.Form):
    outcome = forms.ChoiceField(label="Decision", choices=Outcome.choices, widget=forms.RadioSelect)
    reasons = forms.CharField(
        label="Reasons",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="One per line. A denial needs them: the practice's letter names each.",
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outcome") == Outcome.DENIAL and not cleaned.get("reasons", "").strip():
            self.add_error("reasons", "Name each reason: the practice's letter names each.")
        return cleaned
