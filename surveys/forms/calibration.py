"""The second rating."""

from django import forms

from ..states import GIVEN, Rating


class SecondRatingForm(forms.Form):
    rating = forms.ChoiceField(
        label="Your rating", widget=forms.RadioSelect, choices=[(each.value, each.label) for each in map(Rating, GIVEN)]
    )
