"""Searching the public register, and checking one certificate."""

from django import forms

from qcp.web.usa import CHOICES


class StateField(forms.ChoiceField):
    """Its letters in any spelling: addresses are typed too."""

    def to_python(self, value):
        return super().to_python(value).strip().upper()


class SearchForm(forms.Form):
    q = forms.CharField(label="Practice, site or city", required=False, max_length=100)
    state = StateField(label="State or territory", required=False, choices=[("", "All"), *CHOICES])


class NumberForm(forms.Form):
    number = forms.RegexField(
        r"^[A-Za-z0-9-]+$",
        label="Number of the certificate",
        strip=True,
        max_length=20,
        help_text="As printed on it, such as QCP-2026-0001.",
        error_messages={"invalid": "Write letters, digits and hyphens only, such as QCP-2026-0001."},
    )
