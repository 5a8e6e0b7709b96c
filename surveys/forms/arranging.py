"""What staff choose when they name a surveyor, set the days, or order a further survey."""

from django import forms

from qcp import clock
from qcp.accounts.models import User
from qcp.desk.forms import MoveForm

from ..planning import sites_of, spread
from ..queries.matching import grid
from ..states import Ground, Kind, Mode

LATER = "later"
HOURS = {"starts_at": "from", "ends_at": "until"}


class DayForm(MoveForm):
    """A move that puts the sites of a survey on days; one field per site, in the order of the visits."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.sites = {f"site_{site.pk.hex}": site for site in sites_of(self.subject)}

    def ask_days(self, choices, *, required: bool, proposed: dict) -> None:
        """proposed: site -> the day to start from."""
        for name, site in self.sites.items():
            self.fields[name] = forms.ChoiceField(label=str(site), choices=choices, required=required)
            if site in proposed and name not in self.initial:
                self.initial[name] = proposed[site].isoformat()

    def offered(self) -> list:
        return [day for day in self.subject.application.offered_dates() if day >= clock.today()]


class ProposeForm(DayForm):
    surveyor = forms.ModelChoiceField(User.objects.none(), label="Surveyor", widget=forms.RadioSelect, empty_label=None)
    mode = forms.ChoiceField(label="How the survey is held", choices=Mode.choices, initial=Mode.ON_SITE)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        possible = {match.surveyor.pk: match for match in grid(self.subject, self.user).possible}
        field = self.fields["surveyor"]
        field.queryset = User.objects.filter(pk__in=possible)
        field.choices = [(pk, str(match)) for pk, match in possible.items()]
        field.help_text = "The most suitable first. The record page says who is left out, and why."
        self.ask_days(
            [("", "No day yet"), *written(self.offered())], required=False, proposed=self.proposed(possible.values())
        )
        self.order_fields(["surveyor", "mode", *self.sites, "note"])
        for name in self.sites:
            self.fields[name].help_text = "In pencil: nobody is told a day before both sides have answered."

    def proposed(self, matches) -> dict:
        """Days from the cell of the grid that was pressed; without one nothing is proposed."""
        asked = parsed(self.initial["on"]) if self.initial.get("on") else None
        match = next((each for each in matches if str(each.surveyor.pk) == str(self.initial.get("surveyor"))), None)
        treats = self.subject.application.treatment_days()
        sites = {site: treats.get(site) for site in self.sites.values()}
        return spread(sites, match.free, asked) if match and asked else {}

    def inputs(self) -> dict:
        days = {site: self.cleaned_data.get(name) for name, site in self.sites.items()}
        return {
            "note": self.cleaned_data["note"],
            "surveyor": self.cleaned_data["surveyor"],
            "mode": self.cleaned_data["mode"],
            "pencilled": {site: parsed(day) for site, day in days.items() if day},
        }


class ScheduleForm(DayForm):
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
        optional = [] if self.subject.kind == Kind.INITIAL else [("", "Not visited")]
        choices = [*optional, *written(self.days()), (LATER, "Another day (below)")]
        self.ask_days(choices, required=not optional, proposed=self.known())
        self.order_fields([*self.ask_hours(), "another", "agreed", "note"])

    def ask_hours(self) -> list[str]:
        """Beside the day of each site its hours, and in a hybrid survey how it is held; the names in their order."""
        visits = {visit.site: visit for visit in self.subject.visits.select_related("site")}
        for name, site in self.sites.items():
            for part, label in HOURS.items():
                self.fields[f"{name}_{part}"] = hours(f"{site}: {label}")
                self.initial.setdefault(f"{name}_{part}", getattr(visits.get(site), part, None))
            if self.subject.mode == Mode.HYBRID:
                self.fields[f"{name}_mode"] = forms.ChoiceField(label=f"{site}: how", choices=Mode.choices)
                self.initial.setdefault(f"{name}_mode", getattr(visits.get(site), "mode", Mode.HYBRID))
        return [name for site in self.sites for name in (site, *(f"{site}_{part}" for part in (*HOURS, "mode")))]

    def held(self) -> dict:
        """Site -> its hours and its mode, as far as they were chosen."""
        parts = (*HOURS, "mode")
        return {
            site: {part: self.cleaned_data.get(f"{name}_{part}") for part in parts} for name, site in self.sites.items()
        }

    def known(self) -> dict:
        """Where the visits are now, or where staff had pencilled them in."""
        visits = {visit.site: visit.visit_on for visit in self.subject.visits.select_related("site")}
        return visits or {each.site: each.on for each in self.subject.pencilled_days.select_related("site")}

    def days(self) -> list:
        """Those offered on which the surveyor is free, and the days that the visits have now."""
        busy = self.subject.surveyor.busy_days.exclude(survey=self.subject).values_list("on", flat=True)
        taken, now = set(busy), self.known().values()
        return sorted({*(day for day in self.offered() if day not in taken), *(day for day in now if day not in taken)})

    def clean(self):
        chosen = [self.cleaned_data.get(name) for name in self.sites]
        if LATER in chosen and not self.cleaned_data.get("another"):
            self.add_error("another", "Write the day that was agreed.")
        return self.cleaned_data

    def inputs(self) -> dict:
        given = {site: self.cleaned_data.get(name) for name, site in self.sites.items()}
        another = self.cleaned_data["another"]
        plan = {site: another if day == LATER else parsed(day) for site, day in given.items() if day}
        words = {"note": self.cleaned_data["note"], "agreed": self.cleaned_data["agreed"]}
        return {"plan": plan, "held": self.held(), **words}


def hours(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label, required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text="By the clock of the site. Left empty, the sites of a day share it from 8:30 AM to 4:30 PM.",
    )  # fmt: skip


def written(days) -> list[tuple[str, str]]:
    return [(day.isoformat(), f"{day:%A, %B %-d, %Y}") for day in days]


def parsed(day: str):
    """The day, or None when it is none."""
    try:
        return forms.DateField().to_python(day)
    except forms.ValidationError:
        return None


class OrderForm(MoveForm):
    """The manager's order. The ground is read by the practice."""

    kind = forms.ChoiceField(
        label="Which survey", widget=forms.RadioSelect,
        choices=[choice for choice in Kind.choices if choice[0] != Kind.INITIAL],
        help_text="A repeat survey can be ordered for 8 weeks after the report; one that verifies an action plan, up "
        "to the final deadline.",
    )  # fmt: skip
    because = forms.ChoiceField(
        label="Ground of a repeat survey", widget=forms.RadioSelect, required=False,
        choices=[(each.value, each.label) for each in (Ground.DISCORDANCE, Ground.FURTHER)],
        help_text="Not asked for a verification survey: its ground is the action plan.",
    )  # fmt: skip
    ground = forms.CharField(
        label="What exactly", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000,
        help_text="What was reported and what was seen, or what has to be seen again. The practice reads it.",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["note"]

    def clean(self):
        if self.cleaned_data.get("kind") == Kind.REPEAT and not self.cleaned_data.get("because"):
            self.add_error("because", "Choose which of the two grounds was determined.")
        return self.cleaned_data

    def inputs(self) -> dict:
        given = {name: self.cleaned_data[name] for name in ("kind", "ground", "because")}
        return {name: value for name, value in given.items() if value}
