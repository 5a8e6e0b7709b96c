"""What a question is: data. Pages, checks, the printed application and the hub all read the same rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from .facts import Facts
from .kinds import Kind


def always(facts: Facts, site=None) -> bool:
    return True


def nothing_more(facts: Facts) -> list[tuple[str, str]]:
    return []


def no_offer(facts: Facts) -> str:
    return ""


@dataclass(frozen=True)
class Question:
    """`key` names the answer for ever. `missing` is what a person reads who left it out.

    each: '' asks once, 'site' once per site of the practice, 'included' once per site that takes part.
    asked: when the question is put at all. default: the answer that stands until somebody gives another.
    offer: what is known already and stands in the field to be confirmed; it is no answer before somebody saves it.
    Texts may name {practice} and {site}.
    """

    key: str
    text: str
    kind: Kind
    missing: str = ""
    hint: str = ""
    required: bool = True
    each: str = ""
    asked: Callable[..., bool] = always
    default: str = ""
    offer: Callable[[Facts], str] = no_offer

    @property
    def blank(self) -> str:
        """The question as it stands on an empty form."""
        return self.text.format(practice="your practice", site="each site")


@dataclass(frozen=True)
class Refusal:
    """An answer that no correction can mend: who gave it cannot apply this way. It has a page of its own.

    name: the field. sentence: said at the field as well. text: why. way_out: what is possible instead.
    """

    name: str
    title: str
    sentence: str
    text: str
    way_out: str
    applies: Callable[[Facts], bool]


@dataclass(frozen=True)
class Proof:
    """A document that some answers have to be shown by. `purpose` names its files for ever."""

    purpose: str
    title: str
    hint: str
    missing: str
    asked: Callable[..., bool] = always


@dataclass(frozen=True)
class Topic:
    """One page of questions. `problems` looks at the answers together: (name of the field, sentence).

    note: a line that depends on the day, such as which dates can be offered.
    """

    slug: str
    title: str
    questions: tuple[Question, ...]
    intro: str = ""
    note: Callable[[Facts], str] | None = None
    problems: Callable[[Facts], list[tuple[str, str]]] = field(default=nothing_more)
    refusals: tuple[Refusal, ...] = ()
    proof: Proof | None = None

    def items(self, facts: Facts) -> list["Item"]:
        """The questions as they stand for this application, in order."""
        return [
            Item(question, site, facts)
            for question in self.questions
            for site in sites_for(question, facts)
            if question.asked(facts, site)
        ]

    def found(self, facts: Facts) -> Iterator[tuple["Item", str]]:
        """Everything that is missing or wrong on this page, field by field."""
        items = {item.name: item for item in self.items(facts)}
        alone = {name: problem for name, item in items.items() if (problem := item.problem())}
        refused = [(refusal.name, refusal.sentence) for refusal in self.refused(facts)]
        together = {name: text for name, text in [*self.problems(facts), *refused] if name in items}
        for name, item in items.items():
            if text := alone.get(name) or together.get(name):
                yield item, text

    def refused(self, facts: Facts) -> list[Refusal]:
        """What bars this practice from applying, whatever else it answers."""
        return [refusal for refusal in self.refusals if refusal.applies(facts)]

    def is_begun(self, facts: Facts) -> bool:
        return any(facts.raw(item.name) for item in self.items(facts))


def sites_for(question: Question, facts: Facts):
    return {"": [None], "site": facts.sites, "included": facts.included}[question.each]


class Item:
    """One question put to one application, for one of its sites or as a whole."""

    def __init__(self, question: Question, site, facts: Facts):
        self.question, self.site, self.facts = question, site, facts
        self.name = name_of(question.key, site)

    def say(self, text: str) -> str:
        return text.format(practice=self.facts.practice, site=self.site) if "{" in text else text

    @property
    def label(self) -> str:
        return self.say(self.question.text)

    @property
    def hint(self) -> str:
        return self.say(self.question.hint)

    @property
    def typed(self) -> str:
        return self.facts.raw(self.name) or self.question.default

    @property
    def offered(self) -> str:
        """What stands in the field while nothing was typed."""
        return self.typed or self.question.offer(self.facts)

    @property
    def shown(self) -> str:
        return self.question.kind.shown(self.typed)

    @property
    def shown_before(self) -> str:
        """What the last application answered, when it was something else."""
        before = self.facts.before.get(self.name)
        return "" if before is None or before == self.typed else self.question.kind.shown(before) or "nothing"

    def problem(self) -> str:
        """What is wrong with the answer as it stands, or nothing."""
        typed = self.typed.strip()
        if not typed:
            return self.say(self.question.missing) if self.question.required else ""
        try:
            self.question.kind.read(typed)
        except ValueError as error:
            return str(error)
        return ""


def name_of(key: str, site=None) -> str:
    return f"{key}-{site.pk}" if site else key
