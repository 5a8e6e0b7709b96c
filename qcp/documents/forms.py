"""The questions about a file that may name a patient."""

from django import forms

from . import destructions, second_looks
from .models import SecondLook

REASON = forms.Textarea(attrs={"rows": 3})


class ChoiceWithReason(forms.Form):
    """A choice, and words that one of its answers needs. `said`: what the page says once it is carried out."""

    said = ""
    choice, needs, lacking = "", "", ""

    def clean(self):
        super().clean()
        given = self.cleaned_data
        if given.get(self.choice) == self.needs and not given.get("reason"):
            self.add_error("reason", self.lacking)
        return given


class AnswerForm(ChoiceWithReason):
    """For the practice: does it name a patient?"""

    said = "Thank you. What you said is kept, and the program office is told."
    choice, needs = "answer", SecondLook.Answer.NO_PATIENT
    lacking = "Write what the marked places are instead."

    answer = forms.ChoiceField(
        label="Does the file name a patient?",
        choices=SecondLook.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the file names a patient."},
    )
    reason = forms.CharField(
        label="What the marked places are instead",
        required=False,
        max_length=1000,
        widget=REASON,
        help_text="Needed when it names no patient. For instance: an invented example. Copy nothing of it.",
    )

    def carry_out(self, look, by):
        second_looks.answer(look, by=by, **self.cleaned_data)


class DecisionForm(ChoiceWithReason):
    """For the office: release it, or have it destroyed."""

    said = "Decided."
    choice, needs = "decision", SecondLook.Decision.DESTROY
    lacking = "Write what points to a patient, without writing it again."

    decision = forms.ChoiceField(
        label="Your decision",
        choices=SecondLook.Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what is to happen with the file."},
    )
    reason = forms.CharField(
        label="Why",
        required=False,
        max_length=1000,
        widget=REASON,
        help_text="Needed when it is to be destroyed. Copy nothing that points to a patient.",
    )

    def carry_out(self, look, by):
        act = {"release": second_looks.release, "destroy": second_looks.destroy}[self.cleaned_data["decision"]]
        act(look, by=by, reason=self.cleaned_data["reason"])


class DestroyForm(forms.Form):
    """Nothing proposed yet: why. Proposed: yes or no, by another person."""

    reason = forms.CharField(
        label="Why it is to be destroyed",
        max_length=1000,
        widget=REASON,
        help_text="Copy nothing that points to a patient.",
        error_messages={"required": "Write what points to a patient, without writing it again."},
    )
    choice = forms.ChoiceField(
        label="Your decision",
        choices=[("confirm", "Destroy it for ever"), ("withdraw", "Keep it: the proposal was a mistake")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is to be destroyed."},
    )

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        del self.fields["reason" if proposal else "choice"]

    def carry_out(self, stored, by):
        if self.proposal is None:
            destructions.propose(stored, by=by, reason=self.cleaned_data["reason"])
        elif self.cleaned_data["choice"] == "confirm":
            destructions.confirm(self.proposal, by=by)
        else:
            destructions.withdraw(self.proposal, by=by)
