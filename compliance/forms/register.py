"""Searching the public register."""

from django import forms


class SearchForm(forms.Form):
    q = forms.CharField(label="Practice, site or city", required=False, max_length=100)
    state = forms.CharField(label="State", required=False, max_length=2, help_text="Two letters, such as VA.")
