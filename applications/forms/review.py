"""What the office types when it sends single questions or whole steps back."""

from django import forms

from applications.steps import STEPS

NOTHING = "Write at least one thing that is to be changed."
STEP, QUESTION = "step-", "question-"


class ReturnQuestionsForm(forms.Form):
    """One text per step and per question. The practice reads exactly these words, beside its answer."""

    use_required_attribute = False

    def __init__(self, *args, application, **kwargs):
        super().__init__(*args, **kwargs)
        self.application = application
        for step in STEPS:
            self.fields[STEP + step.slug] = words(f"Step {step.number}, {step.title}, as a whole")
            for item in self.items(step):
                self.fields[QUESTION + item.name] = words(item.label)

    def items(self, step):
        """The questions of a step that the practice answered, as they stand."""
        return [item for topic in self.application.topics(step.slug) for item in topic.items(self.application.facts)]

    def clean(self):
        if not any((self.cleaned_data.get(name) or "").strip() for name in self.fields):
            self.add_error(STEP + STEPS[0].slug, NOTHING)

    def inputs(self) -> dict:
        """The inputs of the action: reasons by step and by question."""
        return {"steps": self.under(STEP), "questions": self.under(QUESTION)}

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
                "thread": said.get((step.slug, "")),
                "rows": [
                    {"item": item, "field": self[QUESTION + item.name], "thread": said.get((step.slug, item.name))}
                    for item in self.items(step)
                ],
            }
            for step in STEPS
        ]


def words(label: str) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=f"{label}: what is to be changed", required=False, max_length=2000, widget=area)
