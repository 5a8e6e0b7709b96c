"""Whom the office names on a confidential case."""

from django import forms


class NameForm(forms.Form):
    """Only those are offered who could take part; the act itself asks again."""

    person = forms.ModelChoiceField(
        queryset=None,
        label="Person",
        empty_label="Choose somebody",
        help_text="They are asked about conflicts of interest, and see the practice's name and city only until then.",
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.fields["person"].label_from_instance = lambda user: f"{user}, {user.get_role_display()}"
