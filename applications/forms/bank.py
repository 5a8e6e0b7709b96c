"""What the office types about money at the bank."""

from django import forms

from qcp import clock


def words(label: str, help_text: str = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, max_length=2000, widget=area, help_text=help_text)


class SettleForm(forms.Form):
    """The concern leaves the queue."""

    note = words("What you found, and what you did", "It is kept beside the concern.")


class ReturnMoneyForm(forms.Form):
    """The first of two people proposes to send money back that nobody owed."""

    note = words("Why the money goes back")


class OtherwiseForm(forms.Form):
    """The bank could not send the money back to the card, so the office paid it back."""

    reference = forms.CharField(label="Number of the cheque or of the transfer", max_length=100)
    paid_on = forms.DateField(
        label="Day it was paid back",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=clock.today,
    )
