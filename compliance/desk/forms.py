"""What the office types on the desk when a hearing is put on record."""

from django import forms

from qcp.desk.forms import MoveForm


class HearingForm(MoveForm):
    waived = forms.BooleanField(label="The practice waived the hearing", required=False)
    on = forms.DateField(label="Day on which it was held", required=False)
    record = forms.CharField(label="Record", widget=forms.Textarea(attrs={"rows": 6}))
