"""All figures of a round on one page: three numbers per measure, two and an attestation per module."""

from collections import namedtuple

from django import forms

from .. import figures
from ..imports.scores import Charted, Scored

NUMBERS = ("numerator", "denominator", "excluded")
CHARTS = ("eligible", "abstracted")
Line = namedtuple("Line", "name title fields")  # one row of the page: what it is, and its bound fields


class CountField(forms.IntegerField):
    """Charts counted. Typed as text, so that spaces are forgiven and nothing scrolls away by accident."""

    def __init__(self, label):
        super().__init__(
            label=label,
            required=False,
            min_value=0,
            max_value=figures.BELIEVABLE,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={
                "invalid": f"{label}: write digits only, such as 76.",
                "min_value": "Write 0 or more.",
                "max_value": f"Check the number; at most {figures.BELIEVABLE:,} is possible.",
            },
        )


class FiguresForm(forms.Form):
    """`revision` is what the person saw when the page was opened."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, submission):
        self.submission = submission
        self.measures = list(submission.round.measure_set.measures.all())
        self.targets = list(submission.round.measure_set.targets.all())
        super().__init__(data, initial=self.kept())
        for measure in self.measures:
            for name in NUMBERS:
                self.fields[f"{measure.code}-{name}"] = CountField(f"{measure.code} {name}")
        for target in self.targets:
            for name in CHARTS:
                self.fields[f"{target.module}-{name}"] = CountField(f"{target.module} charts {name}")
            label = f"{target.module}: these are all eligible charts"
            self.fields[f"{target.module}-attested"] = forms.BooleanField(label=label, required=False)

    def kept(self) -> dict:
        """What is saved now, by the name of its field."""
        found = {"revision": self.submission.revision}
        for row in self.submission.measure_scores.select_related("measure"):
            found |= {f"{row.measure.code}-{name}": getattr(row, name) for name in NUMBERS}
        for row in self.submission.module_charts.all():
            found |= {f"{row.module}-{name}": getattr(row, name) for name in (*CHARTS, "attested")}
        return found | self.submission.typed

    @classmethod
    def typed_on(cls, submission, values: dict) -> "FiguresForm":
        """What is kept, with these values typed over it."""
        known = cls(submission=submission)
        form = cls({**{name: shown_typed(v) for name, v in known.initial.items()}, **values}, submission=submission)
        form.full_clean()
        return form

    def half_typed(self) -> dict:
        """All fields of the lines that are no figures yet, as typed."""
        wrong = {name.rsplit("-", 1)[0] for name in self.errors}
        typed = {name: self.data.get(name, "") for name in self.fields if name.rsplit("-", 1)[0] in wrong}
        return {name: value for name, value in typed.items() if value}

    def clean(self):
        for target in self.targets:
            self.check_charts(target)
        for measure in self.measures:
            self.check_measure(measure)
        return self.cleaned_data

    def check_measure(self, measure) -> None:
        numbers = self.given(measure.code, NUMBERS)
        if numbers[:2] == [None, None] or self.is_wrong(measure.code, NUMBERS):
            return
        if None in numbers[:2]:
            self.add_error(
                f"{measure.code}-numerator", f"{measure.code}: give both numerator and denominator, or neither."
            )
            return
        abstracted = self.cleaned_data.get(f"{measure.module}-abstracted")
        for problem in figures.measure_problems(numbers[0], numbers[1], numbers[2] or 0, abstracted):
            self.add_error(f"{measure.code}-denominator", f"{measure.code}: {problem}")

    def check_charts(self, target) -> None:
        eligible, abstracted = self.given(target.module, CHARTS)
        if self.is_wrong(target.module, CHARTS):
            return
        if (eligible is None) != (abstracted is None):
            self.add_error(
                f"{target.module}-eligible", f"{target.module}: give both eligible and abstracted, or neither."
            )
        elif eligible is None and self.cleaned_data[f"{target.module}-attested"]:
            self.add_error(f"{target.module}-eligible", f"{target.module}: give the charts that are attested.")
        elif eligible is not None:
            for problem in figures.charts_problems(
                eligible, abstracted, self.cleaned_data[f"{target.module}-attested"]
            ):
                self.add_error(f"{target.module}-abstracted", f"{target.module}: {problem}")

    def is_wrong(self, name: str, parts) -> bool:
        """Was one of these refused already? One sentence is enough."""
        return any(f"{name}-{part}" in self.errors for part in parts)

    def given(self, name: str, parts) -> list:
        return [self.cleaned_data.get(f"{name}-{part}") for part in parts]

    def measure_rows(self) -> dict:
        """For saving: by measure id; None where nothing is given, or what is given is no figure."""
        rows = {}
        for measure in self.measures:
            if self.is_wrong(measure.code, NUMBERS):
                rows[measure.pk] = None
                continue
            numerator, denominator, excluded = self.given(measure.code, NUMBERS)
            rows[measure.pk] = None if denominator is None else Scored(numerator, denominator, excluded or 0)
        return rows

    def chart_rows(self) -> dict:
        rows = {}
        for target in self.targets:
            if self.is_wrong(target.module, CHARTS):
                rows[target.module] = None
                continue
            eligible, abstracted, attested = self.given(target.module, (*CHARTS, "attested"))
            rows[target.module] = None if eligible is None else Charted(eligible, abstracted, bool(attested))
        return rows

    def measure_lines(self):
        for measure in self.measures:
            title = f"{measure.title} (raw numerator; lower is better)" if measure.kind == "inverse" else measure.title
            yield Line(measure.code, title, [self[f"{measure.code}-{name}"] for name in NUMBERS])

    def chart_lines(self):
        for target in self.targets:
            names = (*CHARTS, "attested")
            yield Line(target.module, f"target {target.charts}", [self[f"{target.module}-{name}"] for name in names])

    def differences(self) -> list[tuple]:
        """Where somebody else saved another value: (which, theirs, mine)."""
        theirs = self.kept()
        return [
            (field.label, shown(theirs.get(name)), shown(self.data.get(name)))
            for name, field in self.fields.items()
            if name != "revision" and shown(theirs.get(name)) != shown(self.data.get(name))
        ]

    def on_top_of_theirs(self) -> "FiguresForm":
        """The same entries, now seen against what the other person saved: saving again keeps mine."""
        form = FiguresForm({**self.data.dict(), "revision": self.submission.revision}, submission=self.submission)
        form.full_clean()
        return form


def shown_typed(value) -> str:
    """A kept value as the page would send it. (1 and True, 0 and False are told apart.)"""
    if value is None or value is False:
        return ""
    return "on" if value is True else str(value)


def shown(value) -> str:
    """A saved value and a typed one, comparable."""
    if value is None or value is False:
        return ""
    return "yes" if value is True or value == "on" else str(value).strip()
