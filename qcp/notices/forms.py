"""What is typed about letters: the office's own words, a field for each stretch, and how a reader wants them."""

from django import forms
from django.utils.text import capfirst

from . import wishes
from .editions import LONGEST, problems
from .models.wish import HOURS, ZONES
from .topics import TOPICS
from .wording import Words


class WordingForm(forms.Form):
    """One field per stretch of text, named by its place. `texts` gives them back by path."""

    note = forms.CharField(
        label="Why the words are changed",
        max_length=300,
        help_text="Kept beside the edition for whoever reads it later.",
    )
    after = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, words: Words, texts: dict[str, str], after: int, trying: bool = False, **kwargs):
        self.words = words
        super().__init__(*args, **kwargs)
        self.fields["after"].initial = after
        self.fields["note"].required = not trying
        for place, wording in enumerate(words.wordings):
            self.fields[f"text_{place}"] = self.field(wording, texts[wording.path])
        self.order_fields([name for name in self.fields if name != "note"])

    def field(self, wording, text: str) -> forms.CharField:
        rows = max(2, min(20, text.count("\n") + len(text) // 70 + 2))
        names = ", ".join(f"[{name}]" for name in self.words.allowed(wording.path))
        passage = f"What [{self.passage(wording)}] says: " if "/" in wording.path else ""
        return forms.CharField(
            label=capfirst(f"{passage}{wording.label}"),
            initial=text.strip("\n") if "/" not in wording.path else text,
            required=False,
            strip=False,
            max_length=LONGEST,
            help_text=f"Blanks that can stand here: {names}" if names else "No blank has a place here.",
            widget=forms.Textarea(attrs={"rows": rows}),
        )

    def passage(self, wording) -> str:
        return wording.path.split("/")[-2]

    @property
    def texts(self) -> dict[str, str]:
        return {
            wording.path: self.cleaned_data.get(f"text_{place}", "").replace("\r\n", "\n")
            for place, wording in enumerate(self.words.wordings)
        }

    def clean(self):
        """Blanks that do not exist and words that are missing are said beside the text that they are in."""
        places = {wording.path: f"text_{place}" for place, wording in enumerate(self.words.wordings)}
        for path, sentence in problems(self.words, self.texts):
            self.add_error(places[path], sentence)
        return self.cleaned_data


class WishForm(forms.Form):
    """How letters reach somebody: a question for each topic with a choice, then the hour of the daily letter."""

    hour = forms.TypedChoiceField(
        label="Hour of the daily e-mail",
        coerce=int,
        choices=[(hour, f"{(hour - 1) % 12 + 1} {'a.m.' if hour < 12 else 'p.m.'}") for hour in HOURS],
        help_text="It comes only on days on which something has gathered.",
    )
    zone = forms.ChoiceField(label="Your time zone", choices=list(ZONES.items()))

    def __init__(self, *args, wish, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"hour": wish.hour, "zone": wish.zone}
        self.topics = [topic for topic in TOPICS.values() if not topic.is_fixed]
        for topic in self.topics:
            self.fields[topic.key] = forms.ChoiceField(
                label=topic.title,
                help_text=topic.covers,
                initial=wishes.way(topic, wish),
                choices=[(way, way.label) for way in topic.ways],
                widget=forms.RadioSelect,
            )
        self.order_fields([topic.key for topic in self.topics])

    @property
    def asked(self) -> dict:
        """For `wishes.ask`."""
        typed = self.cleaned_data
        ways = {topic.key: typed[topic.key] for topic in self.topics}
        return {"ways": ways, "hour": typed["hour"], "zone": typed["zone"]}
