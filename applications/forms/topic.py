"""The form of one page of questions, built from its rows. What is typed is kept even when it is wrong."""

from django import forms
from django.utils.html import escape, format_html

from applications.questions.facts import Facts
from applications.questions.schema import Topic

KEEP = "keep-"
MINE, THEIRS = "mine", "theirs"
CHOOSE = "Choose which of the two answers to keep."


class TopicForm(forms.Form):
    """`revision` is the number of saves of the page when it was shown; `clashes` the answers to choose between."""

    use_required_attribute = False
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    clashes = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, topic: Topic, facts: Facts, data=None, *, revision: int = 0):
        self.topic, self.facts = topic, facts
        self.items = topic.items(facts)
        initial = {item.name: initial_of(item) for item in self.items}
        super().__init__(data, initial={"revision": revision, "clashes": "", **initial})
        for item in self.items:
            self.fields[item.name] = field_for(item)

    def clean(self):
        """The same check that the hub and the submission ask."""
        for item, text in self.topic.found(self.facts.with_answers(self.typed())):
            if item.name in self.fields and item.name not in self.errors:
                self.add_error(item.name, text)

    def typed(self) -> dict[str, str]:
        """Everything that was sent for a question of this page, as it was typed."""
        return {
            item.name: ",".join(self.data.getlist(item.name))
            if item.question.kind.control == "several"
            else self.data.get(item.name, "")
            for item in self.items
        }

    def based_on(self) -> int:
        """The page's number of saves when it was opened; a page that does not say knows nothing."""
        given = self.data.get("revision", "")
        return int(given) if given.isdigit() else 0

    def undecided(self) -> set[str]:
        """Answers that two people gave and nobody chose between."""
        names = filter(None, self.data.get("clashes", "").split(","))
        return {name for name in names if self.data.get(KEEP + name) not in (MINE, THEIRS)}

    def to_save(self) -> dict[str, str]:
        """What was typed, without the answers that somebody else's should stand for."""
        others = self.undecided() | {name for name in self.fields if self.data.get(KEEP + name) == THEIRS}
        return {name: value for name, value in self.typed().items() if name not in others}

    def show_clashes(self, clashes: dict, revision: int) -> None:
        """Put both answers and a choice beside every question that two people answered."""
        self.data = self.data.copy()
        self.data["revision"], self.data["clashes"] = str(revision), ",".join(clashes)
        labels = {item.name: item for item in self.items}
        order = []
        for name in list(self.fields):
            order.append(name)
            if name in clashes and name in labels:
                self.fields[KEEP + name] = choice_between(labels[name], self.typed()[name], clashes[name])
                order.append(KEEP + name)
        self.order_fields(order)
        self.full_clean()
        for name in clashes:
            self.add_error(KEEP + name, CHOOSE)


def choice_between(item, mine: str, answer) -> forms.ChoiceField:
    """Both values, who saved the other one, and which to keep."""
    shown = item.question.kind.shown
    options = [
        (THEIRS, f"“{shown(answer.value)}”, saved by {answer.saved_by}"),
        (MINE, f"“{shown(mine)}”, which you typed"),
    ]
    label = f"{item.label} {answer.saved_by} answered this while you had the page open."
    return forms.ChoiceField(choices=options, widget=forms.RadioSelect, label=label, required=False)


def initial_of(item):
    standing = item.offered
    return standing.split(",") if item.question.kind.control == "several" and standing else standing


def field_for(item) -> forms.Field:
    """The question as a field; what may be left out says so."""
    field = plain_field(item)
    field.show_optional = not item.question.required
    return field


def plain_field(item) -> forms.Field:
    """How a kind of answer is asked on a page."""
    control, options = item.question.kind.control, item.question.kind.options
    given = {
        "label": item.label,
        "help_text": hint_of(item),
        "required": item.question.required,
        "error_messages": {"required": item.say(item.question.missing), "invalid_choice": "Choose one of the answers."},
    }
    if control == "one":
        return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **given)
    if control == "several":
        return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **given)
    return forms.CharField(widget=WIDGETS.get(control, forms.TextInput)(attrs=ATTRIBUTES.get(control, {})), **given)


def hint_of(item) -> str:
    """The question's own hint, and what the last application answered when that was something else."""
    if not item.shown_before:
        return escape(item.hint)
    return format_html("{} Last application: “{}”.", item.hint, item.shown_before).strip()


WIDGETS = {"paragraph": forms.Textarea}
ATTRIBUTES = {
    "paragraph": {"rows": 4},
    "number": {"inputmode": "numeric"},
    "email": {"inputmode": "email", "autocomplete": "off"},
    "phone": {"inputmode": "tel", "autocomplete": "off"},
    "day": {"inputmode": "numeric", "placeholder": "MM/DD/YYYY"},
}
