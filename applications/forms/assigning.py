"""Which step goes to whom, and until when."""

from django import forms

from applications.steps import STEPS
from practices.models import Membership


class AssignForm(forms.Form):
    step = forms.ChoiceField(label="Step", choices=[(step.slug, step.title) for step in STEPS])
    to = forms.ModelChoiceField(None, label="To whom", empty_label="Choose a member")
    due_on = forms.DateField(label="Last day", widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(
        label="A word to them", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, practice, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = Membership.objects.open().filter(practice=practice).for_list()
        self.fields["to"].label_from_instance = lambda membership: (
            f"{membership.user} ({membership.get_role_display().lower()})"
        )

    def wishes(self) -> dict:
        return {**self.cleaned_data, "to": self.cleaned_data["to"].user}
