"""One finding as typed on the field page, and whether it was touched there at all."""

import datetime
import json
import re
from hashlib import sha256

from django import forms

from applications.models import Evidence
from qcp import clock
from qcp.deadlines.lengths import add_days
from qcp.workflow.refusals import OutOfDate

from .. import marks
from ..actions.findings import FIELDS, change
from ..gaps import gaps
from ..states import Closure, Mark, Rating

WRITTEN_BY_HAND = ("notes", "commendation", "reason")
NUMBERED = "Name charts by their order only: chart 1, chart 2. No names, birth dates or record numbers."
# What looks like a person rather than a chart: a Social Security number, a record number, a date of birth.
PATIENT = f"This looks like a patient's identifier. {NUMBERED}"
IDENTIFIERS = re.compile(r"\b\d{3}-\d{2}-\d{4}\b|\bMRN\b|\bDOB\b|date of birth|\bSSN\b", re.I)

UNREADABLE = "This text holds signs that cannot be kept. Type it once more without them."

CHANGED_ELSEWHERE = "{}: answered in another window since you opened it. Both answers are shown; save to keep yours."


AT = forms.TextInput(attrs={"type": "datetime-local"})
NO_TIME = "Give day and time, as 2026-04-01T10:15."
MARKS = forms.ChoiceField(required=False, choices=Mark.choices)


class FindingForm(forms.Form):
    rating = forms.ChoiceField(
        label="Rating",
        required=False,
        choices=Rating.choices,
        widget=forms.RadioSelect,
    )
    methods = forms.MultipleChoiceField(
        label="How you looked", required=False, choices=Evidence.choices, widget=forms.CheckboxSelectMultiple
    )
    notes = forms.CharField(
        label="What you found", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed when the standard is not, or only partially, met.",
    )  # fmt: skip
    commendation = forms.CharField(
        label="Commendation", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="What is done so well that the practice should hear it.",
    )  # fmt: skip
    reason = forms.CharField(
        label="Why it does not apply here", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Needed when the rating is “not applicable”.",
    )  # fmt: skip
    observed_at = forms.RegexField(
        r"^\d{4}-\d\d-\d\dT\d\d:\d\d$", label="When you saw it", required=False, widget=AT,
        help_text="Only when you enter it later than you saw it. When it was entered is kept by itself.",
        error_messages={"invalid": NO_TIME},
    )  # fmt: skip
    closure = forms.ChoiceField(
        label="The earlier finding", required=False, choices=Closure.choices, widget=forms.RadioSelect
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, finding):
        self.finding, self.clash = finding, None
        initial = {**stored(finding), "revision": finding.revision, "seen": self.mark}
        super().__init__(data, prefix=prefix(finding), initial=initial, use_required_attribute=False)
        if not finding.follows_id:
            del self.fields["closure"]

    def values(self) -> dict:
        return {name: self.cleaned_data.get(name, "") for name in FIELDS}

    @property
    def mark(self) -> str:
        return digest(stored(self.finding))

    @property
    def is_touched(self) -> bool:
        """Was anything changed on the page since it was shown? An untouched card never overwrites a newer answer."""
        return digest(self.values()) != self.cleaned_data["seen"]

    def save(self, *, by) -> bool:
        """Write it down. False when something on the card has to be looked at first."""
        if not self.is_valid():
            return False
        if self.is_touched:
            try:
                self.finding = change(self.finding, by=by, revision=self.cleaned_data["revision"], **self.values())
            except OutOfDate:
                self.keep_both(type(self.finding).objects.get(pk=self.finding.pk))
                return False
        return True

    @property
    def gaps(self) -> list[str]:
        return gaps(self.finding)

    @property
    def tallies(self) -> list[tuple[str, str]]:
        """What charts and tracers show of it, where there are marks."""
        found = [(name, self.finding.tally(kind)) for kind, (_, name, _) in marks.KINDS.items()]
        return [each for each in found if each[1]]

    @property
    def revisions(self) -> str:
        """Of each field the revision that this card shows: a device names it with its change."""
        return json.dumps({name: self.finding.answer(name).revision for name in FIELDS})

    @property
    def two_answers(self) -> list[tuple[str, str, list[tuple[str, str]]]]:
        """Each field on which devices differ: its label, name, and the answers in words and as sent back."""
        kept = {name: self.finding.answer(name) for name in self.finding.answers}
        return [
            (self.label_of(name), name, [(self.in_words(name, each), json.dumps(each)) for each in answer.values])
            for name, answer in kept.items()
            if answer.is_clash
        ]

    def label_of(self, name: str) -> str:
        return marks.label(name) if marks.is_mark(name) else str(self.fields[name].label)

    def in_words(self, name: str, value) -> str:
        labels = dict(getattr(self.fields.get(name, MARKS), "choices", ()))
        given = value if isinstance(value, list) else [value]
        return ", ".join(labels.get(each, each) for each in given) or "Nothing"

    def keep_both(self, newer) -> None:
        """Somebody answered meanwhile: show that beside what was typed; sending again then chooses knowingly."""
        self.clash = newer
        self.add_error("rating", CHANGED_ELSEWHERE.format(self.finding.standard.code))
        self.data = self.data.copy()
        self.data[self.add_prefix("revision")] = newer.revision
        self.data[self.add_prefix("seen")] = digest(stored(newer))

    def clean(self):
        for name in WRITTEN_BY_HAND:
            if IDENTIFIERS.search(self.cleaned_data.get(name, "")):
                self.add_error(name, PATIENT)
        return self.cleaned_data

    def clean_observed_at(self):
        return moment(self.cleaned_data["observed_at"])

    def clean_methods(self):
        return sorted(self.cleaned_data["methods"])

    def clean_notes(self):
        return plain(self.cleaned_data["notes"])

    def clean_commendation(self):
        return plain(self.cleaned_data["commendation"])

    def clean_reason(self):
        return plain(self.cleaned_data["reason"])


def cleaned(name: str, value):
    """One field's value by itself, as the card would take it; ValidationError says why not."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise forms.ValidationError(UNREADABLE) from error
    value = FindingForm.base_fields.get(name, MARKS).clean(value)
    if name == "observed_at":
        return moment(value)
    if name == "methods":
        return sorted(value)
    if name not in WRITTEN_BY_HAND:
        return value
    if IDENTIFIERS.search(value):
        raise forms.ValidationError(PATIENT)
    return plain(value)


def moment(text: str) -> str:
    """A day and time that there are, and that can be past anywhere on earth."""
    try:
        at = datetime.datetime.fromisoformat(text) if text else None
    except ValueError:
        raise forms.ValidationError(NO_TIME) from None
    if at and at.date() > add_days(clock.today(), 1):
        raise forms.ValidationError("This is still to come. Give the day and time at which you saw it.")
    return text


def prefix(finding) -> str:
    return f"f{finding.pk.hex}"


def sent_findings(findings, post) -> list:
    """The findings whose cards were in the form that was sent."""
    return [each for each in findings if f"{prefix(each)}-revision" in post]


def stored(finding) -> dict:
    return {name: getattr(finding, name) for name in FIELDS}


def plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def digest(values: dict) -> str:
    """A short mark of what a card shows, to tell later whether it was touched."""
    shown = {**values, "methods": sorted(values["methods"])}
    return sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:16]


class ChoosingForm(forms.Form):
    """Which of two answers stays: the button that was pressed carries the field's name and the answer."""

    def __init__(self, data, *, finding):
        self.finding = finding
        super().__init__(data)
        name = next((name for name in (*FIELDS, *marks.ALL) if name in data), "")
        self.fields = {name: forms.JSONField(required=False)} if name else {}

    def clean(self):
        """Only one of those that stand there."""
        name, value = next(iter(self.cleaned_data.items()), ("", None))
        if not name or value not in self.finding.answer(name).values:
            raise forms.ValidationError("This answer no longer stands there. Look at the card again, then choose.")
        return {"field": name, "value": value}


class SigningForm(forms.Form):
    signature = forms.CharField(
        label="Your name, as it stands on your account",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
