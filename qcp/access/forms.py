"""The one question that everybody answers before a record opens to them."""

from django import forms

from .models import ConflictQuestion


class ConflictForm(forms.Form):
    answer = forms.ChoiceField(
        label="Is there a conflict of interest?",
        choices=ConflictQuestion.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the two answers."},
        help_text="You are not asked for details, now or later.",
    )

    @property
    def conflict(self) -> bool:
        return self.cleaned_data["answer"] == ConflictQuestion.Answer.CONFLICT
