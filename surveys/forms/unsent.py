"""A file of unsent work, read as strictly as what a tablet sends."""

from django import forms
from django.core.exceptions import ValidationError

from qcp.accounts.models import User

from ..actions.handing import WHY
from ..unsent import NO_FILE, NoUnsentWork, document_in
from .sync import Log, take

LARGEST = 10 * 1024 * 1024


class Head(forms.Form):
    """Whose work it is, of which survey."""

    survey = forms.UUIDField()
    device = forms.RegexField(r"^[A-Za-z0-9-]{8,40}$")
    user = forms.ModelChoiceField(User.objects.all())


def read_text(text: str) -> tuple[dict, dict]:
    """The document, and what its head names; ValidationError says what is wrong."""
    try:
        document = document_in(text)
    except NoUnsentWork as error:
        raise ValidationError(NO_FILE) from error
    head = Head(document)
    if not head.is_valid() or not document["changes"]:
        raise ValidationError(NO_FILE)
    return document, head.cleaned_data


def changes_of(document: dict) -> Log:
    """Each change by itself, cleaned, or a receipt that says why not."""
    log = Log(device=document["device"], skew_seconds=None, since=0)
    for part in document["changes"]:
        take(log, part if isinstance(part, dict) else {})
    return log


class BringInForm(forms.Form):
    """The office brings in the file that a surveyor saved on the tablet."""

    file = forms.FileField(label="File of unsent work", help_text="The .html file that the findings page saved.")

    def __init__(self, data=None, files=None, *, survey):
        self.survey = survey
        super().__init__(data, files, use_required_attribute=False)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(NO_FILE)
        try:
            self.document, self.head = read_text(file.read().decode())
        except UnicodeDecodeError as error:
            raise ValidationError(NO_FILE) from error
        if self.head["survey"] != self.survey.pk:
            raise ValidationError("This file belongs to another survey. Open that one, and bring it in there.")
        return file


class BecauseForm(forms.Form):
    because = forms.CharField(
        label="Why", max_length=1000, error_messages={"required": WHY}, widget=forms.Textarea(attrs={"rows": 3})
    )
