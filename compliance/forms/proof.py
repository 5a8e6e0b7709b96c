"""What a practice says of its proof: the file, its pages, what they show."""

from django import forms

from applications.forms.policies import pages_field
from qcp.documents.fields import UploadField


def shows_field():
    return forms.CharField(
        label="What do these pages show?", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class CiteAgainForm(forms.Form):
    pages = pages_field()
    shows = shows_field()


class EvidenceForm(forms.Form):
    upload = UploadField(purpose="evidence", label="File", required=True, pieces=True)
    pages = pages_field()
    shows = shows_field()


class CiteForm(forms.Form):
    """A file that is here already."""

    file = forms.ModelChoiceField(queryset=None, label="Which file", empty_label="Choose one")
    pages = pages_field()
    shows = shows_field()

    def __init__(self, *args, files, **kwargs):
        kwargs.setdefault("auto_id", "cite_%s")
        super().__init__(*args, **kwargs)
        self.fields["file"].queryset = files


class ExplanationForm(forms.Form):
    explanation = forms.CharField(
        label="What does the evidence show as a whole?", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
