"""What the office asks beside an application, and what either side writes in a thread."""

from django import forms

from applications.models import Standard
from applications.steps import STEPS

WHOLE = "The application as a whole"


class SayForm(forms.Form):
    use_required_attribute = False

    text = forms.CharField(label="What do you want to say?", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))


class AskForm(SayForm):
    """About one standard, one question, or the whole: one list to choose from."""

    about = forms.ChoiceField(label="What is it about?")

    field_order = ["about", "text"]

    def __init__(self, *args, application, **kwargs):
        super().__init__(*args, **kwargs)
        self.standards = {str(each.pk): each for each in standards_of(application)}
        self.questions = {
            item.name: f"{step.title}: {item.label}"
            for step in STEPS
            for topic in application.topics(step.slug)
            for item in topic.items(application.facts)
        }
        self.fields["about"].choices = [
            ("", WHOLE),
            ("Questions of the application", [(f"q/{name}", label) for name, label in self.questions.items()]),
            ("Standards", [(f"s/{key}", str(each)) for key, each in self.standards.items()]),
        ]
        self.fields["about"].required = False

    def inputs(self) -> dict:
        """The inputs of the action."""
        kind, _, key = self.cleaned_data["about"].partition("/")
        given = {"text": self.cleaned_data["text"]}
        if kind == "s":
            return {**given, "standard": self.standards[key]}
        return {**given, "question": key, "about": self.questions[key][:300]} if kind == "q" else given


def standards_of(application):
    return Standard.objects.filter(edition=application.edition, is_rated=True).select_related("edition")
