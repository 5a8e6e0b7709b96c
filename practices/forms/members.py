"""Whom to invite to a practice."""

from django import forms

from ..states import MembershipRole


class InviteMemberForm(forms.Form):
    email = forms.EmailField(label="E-mail address", max_length=254)
    name = forms.CharField(label="Name", max_length=120)
    role = forms.ChoiceField(label="Role", choices=MembershipRole.choices, widget=forms.RadioSelect)

    def clean_email(self):
        return self.cleaned_data["email"].lower()
