"""What is typed when people are invited, and when they accept."""

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password

from .models import Role, User

OF_ANOTHER = {"autocomplete": "off"}  # the browser knows the person who types, not whom they write of
OWN_NAME = {"autocomplete": "name"}


class InviteForm(forms.Form):
    email = forms.EmailField(label="E-mail address", max_length=254, widget=forms.EmailInput(attrs=OF_ANOTHER))
    name = forms.CharField(label="Name", max_length=120)
    role = forms.ChoiceField(
        label="Role",
        choices=[choice for choice in Role.choices if choice[0] != Role.PRACTICE],
        help_text="Practice staff are invited on the page of their practice.",
    )

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class NewcomerForm(forms.Form):
    name = forms.CharField(label="Your name", max_length=120, widget=forms.TextInput(attrs=OWN_NAME))
    password = forms.CharField(
        label="Choose a password",
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, email: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean(self):
        super().clean()
        given = self.cleaned_data
        if given.get("password"):
            try:
                validate_password(given["password"], User(email=self.email, name=given.get("name", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return given
