"""Who took part in a live webinar."""

from django import forms

from ..models import Membership, Practice


class AttendanceForm(forms.Form):
    practice = forms.CharField(label="Number of the practice", max_length=12, help_text="Such as QP-0001.")
    email = forms.EmailField(label="E-mail address of the member")

    def clean(self):
        number, email = self.cleaned_data.get("practice", "").upper(), self.cleaned_data.get("email")
        self.practice = Practice.objects.filter(number=number).first()
        if number and self.practice is None:
            self.add_error("practice", "There is no practice with this number. Check it.")
        elif self.practice and email:
            members = Membership.objects.open().filter(practice=self.practice, user__email__iexact=email)
            member = members.select_related("user").first()
            self.person = member.user if member else None
            if member is None:
                self.add_error("email", "No member of this practice has that e-mail address. Check it.")
        return self.cleaned_data
