"""Catalogue files, and the words of one standard, as the office brings them in."""

import yaml
from django import forms

from applications.catalogue.rows import loaded
from applications.models import Evidence, Standard
from applications.models.standards import RUBRIC

LONGEST_FILE = 3_000_000
NO_STANDARDS = "The file holds no standards: it needs a list “standards”, as in the catalogue that was delivered."


class CatalogueForm(forms.Form):
    """A YAML file; after the check its text stays on the page, so that exactly what was checked comes in."""

    file = forms.FileField(label="Catalogue file (YAML)", required=False)
    text = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def clean(self):
        upload = self.files.get("file")
        if upload and upload.size > LONGEST_FILE:
            raise forms.ValidationError("The file is larger than 3 MB: a catalogue is much smaller. Choose another.")
        try:
            text = upload.read().decode("utf-8-sig") if upload else self.cleaned_data.get("text", "")
            self.content = loaded(text)
        except (UnicodeDecodeError, yaml.YAMLError) as error:
            raise forms.ValidationError(f"The file cannot be read: {error}") from error
        if not text:
            raise forms.ValidationError("Choose a file.")
        if not isinstance(self.content, dict) or not is_list_of_rows(self.content.get("standards")):
            raise forms.ValidationError(NO_STANDARDS)
        self.text = text
        return self.cleaned_data

    def kept(self) -> "CatalogueForm":
        return CatalogueForm(initial={"text": self.text})


def is_list_of_rows(rows) -> bool:
    return isinstance(rows, list) and bool(rows) and all(isinstance(row, dict) for row in rows)


class StandardForm(forms.ModelForm):
    """The licensed words of one row, how it can be seen, and whom it concerns."""

    evidence = forms.MultipleChoiceField(
        label="Ways of looking", choices=Evidence.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Standard
        fields = ["title", "paraphrase", *RUBRIC, "evidence", "applies_if", "is_often_unmet"]
        labels = {"paraphrase": "What it asks for", "applies_if": "Applies to"}
        help_texts = {"applies_if": "The answer in the questionnaire that decides it."}


class PublishForm(forms.Form):
    changes = forms.CharField(
        label="What this text changes",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Practices read it beside the standards. Applications sent before today keep the text they had.",
    )
