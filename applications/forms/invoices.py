"""What is typed about an invoice."""

from django import forms

from applications.states import BY_HAND
from qcp import clock
from qcp.desk.forms import MoveForm


class PayForm(MoveForm):
    """A cheque or transfer that came in."""

    paid_by = forms.ChoiceField(label="Paid by", choices=[(method.value, method.label) for method in BY_HAND])
    reference = forms.CharField(label="Number of the cheque or of the transfer", max_length=100)
    received_on = forms.DateField(
        label="Day it came in", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), initial=clock.today
    )


class RefundForm(forms.Form):
    note = forms.CharField(
        label="Reason",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Why the money goes back. The practice reads what the second person writes, not this.",
        error_messages={"required": "Write why the money goes back."},
    )
