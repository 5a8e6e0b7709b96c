"""What is typed about a complaint and a revocation."""

from django import forms
from django.core import signing

from compliance.models import Certification
from compliance.states import Concerns, RevocationGround
from qcp import clock
from qcp.documents.fields import UploadField

from .appeal import DAY, LONG

QUICKEST_SECONDS = 4  # no person reads and fills in the form faster
SALT = "compliance.complaint"
TOO_QUICK = "This came faster than anybody can write it. Look it over, and send it again."


class ComplaintForm(forms.Form):
    """Public. Programs are told from people by the time they take; nothing has to be solved, seen or heard."""

    practice = forms.CharField(label="Which practice is it about?", max_length=200)
    place = forms.CharField(label="City and state", max_length=200, required=False)
    account = forms.CharField(
        label="What happened?", widget=LONG, max_length=20000, help_text="What, where and when. No names of patients."
    )
    name = forms.CharField(
        label="Your name",
        max_length=200,
        required=False,
        help_text="You can leave it out.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact = forms.CharField(
        label="How the program can reach you",
        max_length=200,
        required=False,
        help_text="E-mail or telephone, if you wish. Only the one person who leads the case sees it.",
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"shown": signing.dumps(clock.now().timestamp(), salt=SALT)}, **kwargs)

    def clean(self):
        cleaned = super().clean()
        try:
            shown_at = signing.loads(cleaned.pop("shown", ""), salt=SALT)
        except signing.BadSignature:
            shown_at = None
        if shown_at is None or clock.now().timestamp() - shown_at < QUICKEST_SECONDS:
            raise forms.ValidationError(TOO_QUICK)
        return cleaned


def ground_field():
    return forms.ChoiceField(label="Ground", choices=RevocationGround.choices, widget=forms.RadioSelect)


def concerns_field():
    return forms.ChoiceField(
        label="Whom it concerns",
        choices=Concerns.choices,
        widget=forms.RadioSelect,
        help_text="What a member of the practice did counts as the practice's own.",
    )


class ScreenForm(forms.Form):
    certification = forms.ModelChoiceField(queryset=None, label="Certification", empty_label="Choose one in force")
    ground = ground_field()
    concerns = concerns_field()

    def __init__(self, *args, certifications, initial=None, **kwargs):
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["certification"].queryset = certifications
        self.fields["certification"].label_from_instance = lambda each: f"{each.number}, {each.practice}"


class OpenForm(ScreenForm):
    account = forms.CharField(label="What is known", widget=LONG)
    no_conflict = forms.BooleanField(label="I have no conflict of interest in this case")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, certifications=Certification.objects.in_force().select_related("practice"), **kwargs)

    def clean(self):
        cleaned = super().clean()
        cleaned.pop("no_conflict", None)
        return cleaned


class NoteForm(forms.Form):
    text = forms.CharField(label="Note", widget=LONG)
    file = UploadField(label="File", purpose="case", required=False)


class ServeForm(forms.Form):
    facts = forms.CharField(
        label="Facts",
        widget=LONG,
        help_text="What the practice is asked to answer. Write nothing that tells who reported it.",
    )


class RespondForm(forms.Form):
    text = forms.CharField(label="Your response", widget=LONG, max_length=20000)
    file = UploadField(label="Evidence", purpose="case", required=False)
    hearing = forms.ChoiceField(
        label="Do you ask for a hearing?",
        choices=[("yes", "Yes, we want to be heard before anything is decided"), ("no", "No, decide on the record")],
        widget=forms.RadioSelect,
    )


class CaseHearingForm(forms.Form):
    on = forms.DateField(label="Day on which it was held", widget=DAY)
    record = forms.CharField(label="Record", widget=LONG, help_text="What was said and by whom.")


class ReasonsForm(forms.Form):
    reasons = forms.CharField(label="Reasons", widget=LONG, help_text="The practice reads them in its letter.")
