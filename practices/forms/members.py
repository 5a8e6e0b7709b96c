"""Whom to invite to a practice, and to whom the right to sign goes."""

from django import forms

from ..models.handover import AFTERWARDS
from ..states import MembershipRole


class InviteMemberForm(forms.Form):
    email = forms.EmailField(
        label="E-mail address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    name = forms.CharField(label="Name", max_length=120)
    role = forms.ChoiceField(label="Role", choices=MembershipRole.choices, widget=forms.RadioSelect)

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class HandoverForm(forms.Form):
    """`to` offers those who may not sign yet."""

    to = forms.ModelChoiceField(None, label="To whom", empty_label="Choose a member")
    afterwards = forms.ChoiceField(label="What will you be afterwards?", choices=AFTERWARDS, widget=forms.RadioSelect)

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = members
        self.fields["to"].label_from_instance = lambda membership: (
            f"{membership.user} ({membership.get_role_display().lower()})"
        )
