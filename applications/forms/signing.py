"""What a signatory types under an agreement, under the application, and into an answer to the office."""

from django import forms

NAME = "Type your full name."


class SignForm(forms.Form):
    use_required_attribute = False
    typed_name = forms.CharField(label="Your full name", max_length=120, error_messages={"required": NAME})
    title = forms.CharField(
        label="Your position", max_length=120, error_messages={"required": "Write your position in the practice."}
    )
    has_authority = forms.BooleanField(
        label="I may sign for the practice, and I have read this text.",
        error_messages={"required": "Confirm that you may sign for the practice."},
    )


class SendForm(forms.Form):
    use_required_attribute = False
    is_true = forms.BooleanField(
        label="I accept the agreements named above for the practice, and what this application says is true.",
        error_messages={"required": "Confirm that what the application says is true."},
    )


class ReplyForm(forms.Form):
    use_required_attribute = False
    reply = forms.CharField(
        label="Your answer to QCP staff",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Answer QCP staff: say what you changed, or why not."},
    )


class EditionForm(forms.Form):
    """Asked only while two editions of the standards are on offer."""

    use_required_attribute = False
    edition = forms.ModelChoiceField(queryset=None, empty_label=None, widget=forms.RadioSelect, label="Edition")

    def __init__(self, *args, editions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["edition"].queryset = editions
