"""Who took part in a live webinar."""

from django import forms

from qcp.documents.fields import UploadField

from ..models import Membership, Practice


class AttendanceForm(forms.Form):
    practice = forms.CharField(label="Number of the practice", max_length=12, help_text="Such as QP-0001.")
    email = forms.EmailField(
        label="E-mail address of the member", widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )

    def clean(self):
        number, email = self.cleaned_data.get("practice", "").upper(), self.cleaned_data.get("email")
        self.practice = Practice.objects.filter(number=number).first()
        if number and self.practice is None:
            self.add_error("practice", "There is no practice with this number. Check it.")
        elif self.practice and email:
            members = Membership.objects.open().filter(practice=self.practice, user__email__iexact=email)
            member = members.select_related("user").first()
            self.person = member.user if member else None
            if member is None:
                self.add_error("email", "No member of this practice has that e-mail address. Check it.")
        return self.cleaned_data


class ClaimForm(forms.Form):
    """A proof of having taken part live."""

    proof = UploadField(label="Proof that you took part", purpose="webinar-proof")


class AnswerClaimForm(forms.Form):
    """The office's answer to a claim. A refusal says why."""

    decision = forms.ChoiceField(
        label="Does the proof show it?",
        choices=[("accept", "Yes: record the attendance"), ("refuse", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the proof shows it."},
    )
    note = forms.CharField(
        label="Reason",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed when the answer is no; the practice reads it.",
    )

    def clean(self):
        if self.cleaned_data.get("decision") == "refuse" and not self.cleaned_data.get("note", "").strip():
            self.add_error("note", "Write why, so that the practice knows what to do.")
