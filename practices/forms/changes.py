"""What is typed about a change of organisation: the report, and the office's determination."""

from django import forms

from qcp.desk.forms import MoveForm

from .. import changes
from ..states import ChangeKind, SiteFate

YES_NO = [("Yes", "Yes"), ("No", "No")]


class ChangeForm(forms.Form):
    """The facts of one kind of change, filled with what is on file, so that only the difference is typed."""

    happened_on = forms.DateField(
        label="Day of the transaction",
        help_text="The day on which it took legal effect. The 30 business days for the report count from it.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Enter the day of the transaction.", "invalid": "Enter a day such as 2027-02-14."},
    )
    account = forms.CharField(
        label="The change in your own words",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Describe the change in your own words."},
    )

    def __init__(self, *args, practice, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.practice, self.kind = practice, kind
        for fact in changes.FACTS[kind]:
            self.fields[fact.name] = self.field_of(fact)
        self.order_fields(["happened_on", *(fact.name for fact in changes.FACTS[kind]), "account"])

    def field_of(self, fact):
        sentences = {"required": f"{fact.label}: fill it in.", "invalid_choice": f"{fact.label}: choose one."}
        given = {"label": fact.label, "required": fact.required, "error_messages": sentences}
        if fact.answer == "yes_no":
            return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, **given)
        if fact.answer == "site":
            sites = self.practice.open_sites()
            return forms.ModelChoiceField(queryset=sites, widget=forms.RadioSelect, empty_label=None, **given)
        now = fact.now(self.practice)
        hint = f"On file: {now}. Change it only if it is different now." if now else fact.hint
        return forms.CharField(max_length=fact.longest, initial=now, help_text=hint, **given)

    def clean(self):
        for fact in changes.FACTS[self.kind]:
            value = self.cleaned_data.get(fact.name)
            if value and (problem := fact.problem(str(value))):
                self.add_error(fact.name, problem)

    def clean_happened_on(self):
        if problems := changes.day_problems(self.cleaned_data["happened_on"]):
            raise forms.ValidationError([text.removeprefix("Day of the transaction: ") for text in problems])
        return self.cleaned_data["happened_on"]

    def facts(self) -> dict:
        return {fact.name: self.cleaned_data.get(fact.name) for fact in changes.FACTS[self.kind]}

    def inputs(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("happened_on", "account")} | self.facts()


class DetermineForm(MoveForm):
    """Site by site. What the practice said of its legal entity stands as the first answer."""

    new_entity = forms.BooleanField(
        label="Another legal entity runs the practice: its agreements are signed anew", required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = self.subject.sites_to_determine()
        for key, site in self.asked.items():
            self.fields[f"site-{key}"] = forms.ChoiceField(
                label=str(site),
                choices=fates(self.subject, key),
                widget=forms.RadioSelect,
                error_messages={"required": f"{site}: say what becomes of it."},
            )
        self.fields["new_entity"].initial = self.subject.fact("new_entity") == "Yes"
        self.order_fields([*(f"site-{key}" for key in self.asked), "new_entity", "note"])

    def inputs(self) -> dict:
        outcomes = {key: self.cleaned_data[f"site-{key}"] for key in self.asked}
        return {"note": self.cleaned_data["note"], "outcomes": outcomes, "new_entity": self.cleaned_data["new_entity"]}


def fates(change, key: str) -> list:
    """What can become of a site: one that is new or closed has no status to keep."""
    gone = change.closing and str(change.closing.pk) == key
    return [
        choice
        for choice in SiteFate.choices
        if not (choice[0] == SiteFate.RETAINED and (gone or key == changes.NEW))
        and not (choice[0] == SiteFate.NEW_SURVEY and gone)
    ]


class SettleForm(forms.Form):
    """What a new survey has shown."""

    as_ = forms.ChoiceField(
        label="What the new survey has shown",
        choices=[(SiteFate.RETAINED, "The site is certified"), (SiteFate.LOST, "The site is not certified")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the survey has shown."},
    )
    note = forms.CharField(
        label="Reason",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The practice reads it.",
        error_messages={"required": "Write why."},
    )


KINDS = [(kind, ChangeKind(kind).label, changes.ABOUT[kind]) for kind in ChangeKind.values]
