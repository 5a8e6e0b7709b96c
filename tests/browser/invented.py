"""Answers that nobody wrote by hand: right ones for every question of a page, other ones with every seed."""

from applications.questions.examples import example_answers, good_days
from applications.questions.schema import Topic
from applications.questions.survey_dates import DATES, OFFERED, REQUIRED

LETTERS = "abcdefghijkl mnopqrstuvwxyz ÄÖÜéñ 漢字 🙂 <b>&amp; \"'%{}\\/;,-"
BARRING = ("is_fellowship", "is_merging")  # yes to these bars, no to the others
NEEDED = ("name_is_right", "shares_policies", "rotates_staff", "has_central_owner", "has_one_record_system")
TRIES = 50


def invented(topic: Topic, facts, chance, given: dict[str, str]) -> dict[str, str]:
    """Answers with which the page is complete, on top of those given already; or that open another question of it."""
    for _ in range(TRIES):
        answers = dict(given) or (days(facts, chance) if topic.slug == "survey-dates" else {})
        for item in topic.items(facts):
            if item.name not in answers:
                answers[item.name] = one(item, chance) if item.question.required else ""
        if not list(topic.found(facts.with_answers(answers))):
            return answers
        still = [item for item, _ in topic.found(facts.with_answers(answers)) if item.name not in answers]
        if still:  # an answer opened a question that the page asks next
            return answers
    return {item.name: "" for item in topic.items(facts)} | example_answers(topic, facts)


def days(facts, chance) -> dict[str, str]:
    found = good_days(facts, 3 * OFFERED)
    some = chance.sample(found, min(len(found), chance.randint(REQUIRED, OFFERED)))
    return dict(zip(DATES, (f"{on:%m/%d/%Y}" for on in some), strict=False))


def one(item, chance) -> str:
    """A right answer to one question."""
    question, control = item.question, item.question.kind.control
    if question.key in BARRING + NEEDED:
        return "no" if question.key in BARRING else "yes"
    options = [value for value, _ in question.kind.options]
    if control == "one":
        return chance.choice(options)
    if control == "several":
        return ",".join(sorted(chance.sample(options, chance.randint(1, len(options)))))
    return next(text for text in iter(lambda: INVENT[control](chance), None) if is_right(question, text))


def is_right(question, text: str) -> bool:
    try:
        question.kind.read(text)
    except ValueError:
        return False
    return bool(text.strip())


def text(chance, length: int) -> str:
    return "".join(chance.choices(LETTERS, k=chance.randint(3, length))).strip()


INVENT = {
    "line": lambda chance: text(chance, 60),
    "paragraph": lambda chance: f"{text(chance, 100)}\n{text(chance, 100)}",
    "number": lambda chance: str(chance.randint(0, 500)),
    "email": lambda chance: f"desk{chance.randint(1, 999)}@practice.example",
    "phone": lambda chance: f"555 {chance.randint(200, 999)} {chance.randint(1000, 9999)}",
}
