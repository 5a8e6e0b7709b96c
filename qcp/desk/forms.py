"""What a member of staff types when making a move from the desk."""

from django import forms

REASON_NEEDED = "Needed: the people concerned read it."
REASON_WELCOME = "If there is something to add; it is kept in the history."


class MoveForm(forms.Form):
    """The reason. Moves with inputs extend this; every further field is passed to the action by its name."""

    note = forms.CharField(label="Reason", required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, subject, user, needs_reason=False, **kwargs):
        self.subject, self.user = subject, user
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "note"] + ["note"])
        self.fields["note"].help_text = REASON_NEEDED if needs_reason else REASON_WELCOME

    def inputs(self) -> dict:
        """The keyword arguments of the action, `note` among them. Empty optional fields are left out."""
        given = {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [])}
        return {"note": "", **given}
