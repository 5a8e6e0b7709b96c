"""What staff write on the roster, with what cannot be in words."""

from django import forms

from ..models import StandingConflict, Surveyor


class SurveyorForm(forms.ModelForm):
    class Meta:
        model = Surveyor
        fields = ["user", "city", "state", "most_at_once", "mentor"]

    def clean_state(self):
        state = self.cleaned_data["state"].strip().upper()
        if len(state) != 2 or not state.isalpha():
            raise forms.ValidationError("Write the state with two letters, such as NY.")
        return state

    def clean_most_at_once(self):
        most = self.cleaned_data["most_at_once"]
        if most == 0:
            raise forms.ValidationError("At least one survey; leave it empty for no limit.")
        return most

    def clean_mentor(self):
        """One level only, and nobody teaches themselves."""
        mentor = self.cleaned_data["mentor"]
        if mentor and mentor.pk == getattr(self.cleaned_data.get("user"), "pk", self.instance.pk):
            raise forms.ValidationError("Somebody else has to be the mentor.")
        if mentor and mentor.mentor_id:
            raise forms.ValidationError(f"{mentor} is in training too: choose another mentor.")
        return mentor


class StandingConflictForm(forms.ModelForm):
    class Meta:
        model = StandingConflict
        fields = ["practice", "told", "ended_on"]

    def clean(self):
        given = super().clean()
        if not given.get("practice") and not given.get("told"):
            raise forms.ValidationError("Choose the practice, or write which organisation it is.")
        return given
