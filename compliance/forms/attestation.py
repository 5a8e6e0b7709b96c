"""What the signatory answers on an anniversary: all of it holds, or what does not."""

from django import forms

from applications.forms.signing import NAME

HOLDS, DIFFERS = "holds", "differs"


class AttestationForm(forms.Form):
    use_required_attribute = False
    answer = forms.ChoiceField(
        label="Does all of this hold?",
        choices=[(HOLDS, "Yes, all of it holds"), (DIFFERS, "No, something differs")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether all of it holds."},
    )
    differs = forms.CharField(
        label="What differs",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Only when something does: which site, which standard or which change. No patient information.",
    )
    typed_name = forms.CharField(label="Your full name", max_length=120, error_messages={"required": NAME})
    title = forms.CharField(
        label="Your position", max_length=120, error_messages={"required": "Write your position in the practice."}
    )
    has_authority = forms.BooleanField(
        label="I may say this for the practice.",
        error_messages={"required": "Confirm that you may say this for the practice."},
    )

    def clean(self):
        answer, differs = self.cleaned_data.get("answer"), self.cleaned_data.get("differs", "")
        if answer == DIFFERS and not differs:
            self.add_error("differs", "Say what differs, so that the program office can help.")
        if answer == HOLDS and differs:
            self.add_error("answer", "You wrote that something differs. Choose “No”, or take the words out.")

    def words(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("typed_name", "title", "differs")}
