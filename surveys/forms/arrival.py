"""What the practice says of each visit, so that the surveyor finds the door."""

from django import forms


def asked(visit) -> dict:
    """The fields of one visit, by the name of what they fill."""
    fields = {
        "contact": forms.CharField(
            label=f"{visit.site}: who receives the surveyor", required=False, max_length=120,
            help_text="Name and function of somebody who is there on that day.",
        ),
        "phone": forms.CharField(
            label=f"{visit.site}: phone on the day", required=False, max_length=40,
            widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        ),
        "arrival": forms.CharField(
            label=f"{visit.site}: how to get in", required=False, max_length=1000,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="Which door, where to park, what to sign.",
        ),
    }  # fmt: skip
    if visit.is_by_video:
        fields["video_link"] = forms.URLField(
            label=f"{visit.site}: link of the video room", required=False, max_length=300, assume_scheme="https",
            help_text="For the part by video. Write no password here.",
        )  # fmt: skip
    return fields


class ArrivalForm(forms.Form):
    def __init__(self, data=None, *, visits):
        self.places = {
            f"{name}_{visit.pk.hex}": (visit, name, field)
            for visit in visits
            for name, field in asked(visit).items()
        }  # fmt: skip
        initial = {key: getattr(visit, name) for key, (visit, name, _) in self.places.items()}
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.fields.update({key: field for key, (_, _, field) in self.places.items()})

    def told(self) -> dict:
        """Visit -> what is said of it."""
        told: dict = {}
        for key, (visit, name, _) in self.places.items():
            told.setdefault(visit, {})[name] = self.cleaned_data[key]
        return told
