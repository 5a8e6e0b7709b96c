"""What a signatory types under an agreement, under the application, and into an answer to the office."""

from django import forms

NAME = "Type your full name."


class SignForm(forms.Form):
    """`shown`: the fingerprint of the text that stood on the page. Nobody signs what they did not read."""

    use_required_attribute = False
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    typed_name = forms.CharField(
        label="Your full name",
        max_length=120,
        error_messages={"required": NAME},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    title = forms.CharField(
        label="Your position", max_length=120, error_messages={"required": "Write your position in the practice."}
    )
    has_authority = forms.BooleanField(
        label="I may sign for the practice, and I have read this text.",
        error_messages={"required": "Confirm that you may sign for the practice."},
    )

    def read(self, text) -> bool:
        """Is what was read what is signed? If not, the page shows the new text and asks again."""
        shown = self.cleaned_data.pop("shown", "")
        if shown in ("", text.digest):
            return True
        self.data = self.data.copy()
        self.data["shown"] = text.digest
        self.add_error("has_authority", "Read the text again: it has changed since you opened the page.")
        return False


class SendForm(forms.Form):
    use_required_attribute = False
    is_true = forms.BooleanField(
        label="I accept the agreements named above for the practice, and what this application says is true.",
        error_messages={"required": "Confirm that what the application says is true."},
    )


class ReplyForm(forms.Form):
    """An answer to one thing that came back. `seen`: what stood there when the page was opened."""

    use_required_attribute = False
    question = forms.CharField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    reply = forms.CharField(
        label="Your answer to QCP staff",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Answer QCP staff: say what you changed, or why not."},
    )

    @classmethod
    def about(cls, asked, data=None):
        """The form under one thing that came back."""
        standing = {"question": asked.question, "seen": asked.reply, "reply": asked.reply}
        return cls(data, prefix=f"answer-{asked.pk}", initial=standing)

    def on_top_of(self, standing: str):
        """As typed, now that the other one's answer is known: sending it again replaces that one."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = standing
        return self


class EditionForm(forms.Form):
    """Asked only while two editions of the standards are on offer. `seen`: the choice that stood when it was opened."""

    use_required_attribute = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    edition = forms.ModelChoiceField(queryset=None, empty_label=None, widget=forms.RadioSelect, label="Edition")

    def __init__(self, *args, editions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["edition"].queryset = editions

    def on_top_of(self, standing) -> None:
        """As chosen, now that somebody else's choice is known: sending it again replaces that one."""
        self.data = self.data.copy()
        self.data["seen"] = str(standing.pk)
        self.full_clean()
        self.add_error("edition", f"Choose again: somebody chose {standing} while you had the page open.")
