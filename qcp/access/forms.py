"""The one question that everybody answers before a record opens to them."""

from django import forms

from .models import ConflictQuestion


class ViewAsForm(forms.Form):
    reason = forms.CharField(
        label="Why you need to see it as they do",
        max_length=200,
        help_text="The practice reads this in its log.",
        error_messages={"required": "Write why you need to see it as they do."},
    )


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
