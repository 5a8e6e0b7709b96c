"""A sentence of the library."""

from django import forms

from ..models import Wording
from .finding import IDENTIFIERS, PATIENT, plain


class WordingForm(forms.ModelForm):
    class Meta:
        model = Wording
        fields = ["purpose", "standard", "text", "position", "is_offered"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    def clean_text(self):
        text = plain(self.cleaned_data["text"])
        if IDENTIFIERS.search(text):
            raise forms.ValidationError(PATIENT)
        return text
