"""What is engraved on the plaque and where it goes."""

from django import forms
from django.core.validators import RegexValidator

from compliance.models import PlaqueOrder
from qcp.web.usa import CHOICES

ENGRAVABLE = RegexValidator(
    r"^[\w .,&'’/()+-]*$", "The engraver can make letters, digits and . , & ' / ( ) + - only. Leave the rest out."
)
ZIP = RegexValidator(r"^\d{5}(-\d{4})?$", "Write five digits, such as 22314, or nine, such as 22314-1234.")
NEEDED = {
    "name_line": "Write the name that stands on the plaque.",
    "recipient": "Name the person who receives the plaque.",
    "street": "Write the street and number. A carrier does not deliver to a post office box.",
    "city": "Write the city.",
    "state": "Choose the state.",
    "zip": "Write the ZIP code.",
}


PURPOSES = {
    "recipient": "name",
    "street": "street-address",
    "city": "address-level2",
    "state": "address-level1",
    "zip": "postal-code",
    "phone": "tel",
}


class PlaqueForm(forms.ModelForm):
    """As on the plaque: the name first, then where it goes."""

    state = forms.ChoiceField(label="State", choices=[("", "Choose"), *CHOICES])

    class Meta:
        model = PlaqueOrder
        fields = ["name_line", "place_line", "recipient", "street", "city", "state", "zip", "phone"]
        help_texts = {
            "name_line": "At most 40 characters, as it shall be read on the wall.",
            "place_line": "Such as the city, or the name of a department. It may stay empty.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("name_line", "place_line"):
            self.fields[name].validators.append(ENGRAVABLE)
        self.fields["zip"].validators.append(ZIP)
        for name, sentence in NEEDED.items():
            self.fields[name].error_messages["required"] = sentence
        for name, purpose in PURPOSES.items():
            self.fields[name].widget.attrs["autocomplete"] = purpose

    def words(self) -> dict:
        return dict(self.cleaned_data)


def beginning(certification) -> dict:
    """What most practices will write: their name, and the address of their main site."""
    practice = certification.practice
    main = practice.open_sites().order_by("-is_main", "name").first()
    where = {name: getattr(main, name) for name in ("street", "city", "state", "zip", "phone")} if main else {}
    name = practice.legal_name if len(practice.legal_name) <= 40 else ""
    return {"name_line": name, "place_line": practice.place[:40], **where}
