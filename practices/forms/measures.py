"""A measure set with the round that uses it, as staff type it: judged by the same rules as a file of sets."""

from django import forms

from ..imports.measures import SetRow
from ..models import MeasureKind
from ..scoring import STRATEGIES

LINES = forms.Textarea(attrs={"rows": 6, "spellcheck": "false"})
MANY = forms.Textarea(attrs={"rows": 30, "cols": 110, "spellcheck": "false"})


def day_field(label: str):
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class MeasureSetForm(forms.Form):
    """Tables are typed as lines with bars between the cells, as they can be pasted from a sheet."""

    code = forms.CharField(label="Name of the set", max_length=40, help_text="Such as qcp-2027-spring.")
    track = forms.CharField(label="Track", max_length=20, help_text="Only the QCP track can qualify.")
    season = forms.CharField(label="Season", max_length=10, help_text="Such as spring.")
    year = forms.IntegerField(label="Year")
    opens_on = day_field("The round opens on")
    closes_on = day_field("The round closes on")
    report_on = day_field("Date of the final QOPI report")
    threshold_percent = forms.IntegerField(label="Percentage needed")
    strategy = forms.ChoiceField(label="How the score is computed", choices=[(name, name) for name in STRATEGIES])
    minimums = forms.CharField(
        label="Unique charts needed",
        widget=LINES,
        help_text="One line per size: FTE up to | charts. The last one, for any larger practice: more | charts.",
    )
    targets = forms.CharField(label="Module targets", widget=LINES, help_text="One line per module: module | charts.")
    measures = forms.CharField(
        label="Measures",
        widget=MANY,
        help_text="One line per measure: code | module | kind | title | parts, the last for composites only. "
        f"Kinds: {', '.join(MeasureKind.values)}.",
    )

    def clean(self):
        if not self.errors:
            self.row = SetRow(1, self.entry())
            self.row.judge(set())
            if self.row.verdict.verdict == "refused":
                self.add_error(None, self.row.verdict.message)
        return self.cleaned_data

    def entry(self) -> dict:
        """As it would stand in a file of sets."""
        given = self.cleaned_data
        plain = ("track", "season", "year", "opens_on", "closes_on", "report_on", "threshold_percent", "strategy")
        return {
            "id": given["code"],
            **{name: given[name] for name in plain},
            "unique_chart_minimums": [
                {"fte_up_to": None if size == "more" else as_number(size), "charts": as_number(charts)}
                for size, charts in cells(given["minimums"], 2)
            ],
            "module_targets": {module: as_number(charts) for module, charts in cells(given["targets"], 2)},
            "measures": [measure(*each) for each in cells(given["measures"], 5)],
        }

    @classmethod
    def typed_from(cls, round) -> dict:
        """A round and its set as they would be typed."""
        version = round.measure_set
        year, _, season = round.code.partition("-")
        return {
            "code": version.code,
            "track": round.track,
            "season": season,
            "year": year,
            "opens_on": round.opens_on,
            "closes_on": round.closes_on,
            "report_on": round.report_on,
            "threshold_percent": version.threshold_percent,
            "strategy": version.strategy,
            "minimums": lines(
                ("more" if row.fte_up_to is None else f"{row.fte_up_to.normalize():f}", row.charts)
                for row in version.chart_minimums.all()
            ),
            "targets": lines((row.module, row.charts) for row in version.targets.all()),
            "measures": lines(
                (each.code, each.module, each.kind, each.title, *([each.parts] if each.parts else []))
                for each in version.measures.all()
            ),
        }


def cells(text: str, width: int):
    """Each line that is not empty as `width` cells; what is missing is empty, what is too much stays in the last."""
    for line in filter(str.strip, text.splitlines()):
        found = [cell.strip() for cell in line.split("|", width - 1)]
        yield [*found, *[""] * (width - len(found))]


def lines(rows) -> str:
    return "\n".join(" | ".join(map(str, row)) for row in rows)


def as_number(cell: str):
    """A whole number where it is one; anything else is left for the rules to refuse."""
    return int(cell) if cell.isascii() and cell.isdigit() else cell


def measure(code, module, kind, title, parts) -> dict:
    found = {"code": code, "module": module, "kind": kind, "title": title}
    return {**found, "parts": parts.split()} if parts else found


class DaysForm(forms.Form):
    """The days of a round."""

    opens_on = day_field("Opens on")
    closes_on = day_field("Closes on")
    report_on = day_field("Date of the final QOPI report")
