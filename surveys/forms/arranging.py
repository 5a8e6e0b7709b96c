"""What staff choose when they name a surveyor, set the days, or order a further survey."""

from django import forms

from qcp import clock
from qcp.accounts.models import User
from qcp.desk.forms import MoveForm

from ..queries.matching import matches
from ..sampling import in_order, sites_to_visit
from ..states import Kind, Mode

LATER = "later"


class ProposeForm(MoveForm):
    surveyor = forms.ModelChoiceField(User.objects.none(), label="Surveyor", widget=forms.RadioSelect, empty_label=None)
    mode = forms.ChoiceField(label="How the survey is held", choices=Mode.choices, initial=Mode.ON_SITE)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        possible = {match.surveyor.pk: match for match in matches(self.subject) if match.possible}
        field = self.fields["surveyor"]
        field.queryset = User.objects.filter(pk__in=possible)
        field.choices = [(pk, str(match)) for pk, match in possible.items()]
        field.help_text = "The most suitable first. The record page says who is left out, and why."


class ScheduleForm(MoveForm):
    """One day per site: an offered one on which the surveyor is free, or another one that was agreed."""

    another = forms.DateField(
        label="Another day", required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text="For every site for which “another day” is chosen.",
    )  # fmt: skip
    agreed = forms.CharField(
        label="How another day was agreed", required=False, max_length=200,
        help_text="Only when the day is not among those that the practice offered.",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.sites = {f"site_{site.pk.hex}": site for site in self.candidates()}
        optional = [] if self.subject.kind == Kind.INITIAL else [("", "Not visited")]
        days = [(day.isoformat(), f"{day:%A, %B %-d, %Y}") for day in self.free_days()]
        for name, site in self.sites.items():
            choices = [*optional, *days, (LATER, "Another day (below)")]
            self.fields[name] = forms.ChoiceField(label=str(site), choices=choices, required=not optional)
        self.order_fields([*self.sites, "another", "agreed", "note"])

    def candidates(self) -> list:
        if self.subject.kind == Kind.INITIAL:
            return sites_to_visit(self.subject.application)
        return in_order(site for site in self.subject.application.sites() if site.treats_here)

    def free_days(self) -> list:
        busy = self.subject.surveyor.busy_days.exclude(survey=self.subject).values_list("on", flat=True)
        taken = set(busy)
        return [day for day in self.subject.application.offered_dates() if day >= clock.today() and day not in taken]

    def clean(self):
        chosen = [self.cleaned_data.get(name) for name in self.sites]
        if LATER in chosen and not self.cleaned_data.get("another"):
            self.add_error("another", "Write the day that was agreed.")
        return self.cleaned_data

    def inputs(self) -> dict:
        given = {site: self.cleaned_data.get(name) for name, site in self.sites.items()}
        another = self.cleaned_data["another"]
        plan = {site: another if day == LATER else parsed(day) for site, day in given.items() if day}
        return {"note": self.cleaned_data["note"], "plan": plan, "agreed": self.cleaned_data["agreed"]}


def parsed(day: str):
    return forms.DateField().to_python(day)


class OrderForm(MoveForm):
    """The manager's order. The ground is read by the practice."""

    kind = forms.ChoiceField(
        label="Which survey", widget=forms.RadioSelect,
        choices=[choice for choice in Kind.choices if choice[0] != Kind.INITIAL],
        help_text="A repeat survey can be ordered for 8 weeks after the report; one that verifies an action plan, up "
        "to the final deadline.",
    )  # fmt: skip
    ground = forms.CharField(
        label="Ground", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000,
        help_text="What was reported and what was seen do not agree, or something has to be seen again: say what.",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["note"]

    def inputs(self) -> dict:
        return {"kind": self.cleaned_data["kind"], "ground": self.cleaned_data["ground"]}
