"""What the office types when it sends single questions or whole steps back."""

from django import forms

from applications.models import ReturnReason
from applications.steps import STEPS

NOTHING = "Write at least one thing that is to be changed."
NO_LETTER = "The letter is empty. Write it, or go back and change the reasons."
STEP, QUESTION, REASONS = "step-", "question-", "reasons-"
BESIDE = ("csrfmiddlewaretoken", "form_key", "see", "send", "change", "letter")


class ReturnQuestionsForm(forms.Form):
    """One text per step and per question. The practice reads exactly these words, beside its answer."""

    use_required_attribute = False

    def __init__(self, *args, application, **kwargs):
        super().__init__(*args, **kwargs)
        self.application = application
        offered = list(ReturnReason.objects.offered())
        for step in STEPS:
            if picked := [(str(each.pk), each.text) for each in offered if each.step == step.slug]:
                self.fields[REASONS + step.slug] = often_asked(step, picked)
            self.fields[STEP + step.slug] = words(f"Step {step.number}, {step.title}, as a whole")
            for item in self.items(step):
                self.fields[QUESTION + item.name] = words(item.label)

    def items(self, step):
        """The questions of a step that the practice answered, as they stand."""
        return [item for topic in self.application.topics(step.slug) for item in topic.items(self.application.facts)]

    def clean(self):
        if not self.steps() and not self.under(QUESTION):
            self.add_error(STEP + STEPS[0].slug, NOTHING)

    def inputs(self) -> dict:
        """The inputs of the action: reasons by step and by question."""
        return {"steps": self.steps(), "questions": self.under(QUESTION)}

    def steps(self) -> dict[str, str]:
        """Of each step what was picked from the library, and what was written beside it."""
        written = self.under(STEP)
        found = {step.slug: [*self.picked(step), written.get(step.slug, "")] for step in STEPS}
        return {slug: " ".join(filter(None, texts)) for slug, texts in found.items() if any(texts)}

    def picked(self, step) -> list[str]:
        name = REASONS + step.slug
        texts = dict(self.fields[name].choices) if name in self.fields else {}
        return [texts[key] for key in self.cleaned_data.get(name, [])]

    def kept(self) -> list[tuple[str, str]]:
        """Everything that was sent, for the page of the letter to carry along."""
        return [(name, value) for name, values in self.data.lists() if name not in BESIDE for value in values if value]

    def under(self, prefix: str) -> dict[str, str]:
        given = {name: text for name, text in self.cleaned_data.items() if name.startswith(prefix) and text.strip()}
        return {name.removeprefix(prefix): text for name, text in given.items()}

    def sections(self, threads) -> list[dict]:
        """Step by step: the field for the whole, and each question with its answer, its thread and its field."""
        said = {(thread.step, thread.question): thread for thread in threads}
        return [
            {
                "step": step,
                "field": self[STEP + step.slug],
                "reasons": self[REASONS + step.slug] if REASONS + step.slug in self.fields else "",
                "thread": said.get((step.slug, "")),
                "rows": [
                    {"item": item, "field": self[QUESTION + item.name], "thread": said.get((step.slug, item.name))}
                    for item in self.items(step)
                ],
            }
            for step in STEPS
        ]


class LetterForm(forms.Form):
    use_required_attribute = False

    letter = forms.CharField(
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 22}),
        error_messages={"required": NO_LETTER},
        help_text="The program's name and address are added below it.",
    )


def often_asked(step, choices) -> forms.MultipleChoiceField:
    boxes = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(
        label=f"{step.title}: what is often asked for", choices=choices, required=False, widget=boxes
    )


def words(label: str) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=f"{label}: what is to be changed", required=False, max_length=2000, widget=area)
