"""Every form that is found, with each thing left out and each thing wrong: it says so in words, and keeps the rest."""

import random
from collections.abc import Iterator

from django.core.cache import cache
from django.db import transaction

from tests.pages import Form, Page, faults

from .figure import Figure
from .sent_twice import Found, answered, everybody, signed_in

TYPED = ("text", "textarea", "email", "tel", "number", "date", "url")
PICKED = ("radio", "checkbox", "select")
TOO_LONG = "z" * 20_000
ALL = 10_000


def tries(found: Found) -> Iterator[tuple[str, dict]]:
    """(the field it is about, what is sent): each field left out, each line of text far too long."""
    names = {each["name"]: each.get("type", each["tag"]) for each in found.form.controls if each.get("name")}
    whole = answered(found.form, 0)
    for name, kind in names.items():
        if kind in TYPED + PICKED:
            yield name, {each: values for each, values in whole.items() if each != name}
        if kind in TYPED:
            yield name, whole | {name: [TOO_LONG]}


def wrong_with(found: Found, name: str, sent: dict) -> list[str]:
    """What the answer does not do as it should. To be taken is right as well: then it could be left out."""
    cache.clear()
    with transaction.atomic():
        answer = signed_in(found.who).post(found.action, sent)
        transaction.set_rollback(True)
    if answer.status_code in (302, 303):
        return []
    if answer.status_code != 422:
        return [f"answered {answer.status_code}"]
    page = Page(answer)
    says = [] if page.summary else ["says nothing"] if b"note--error" not in answer.content else []
    return [*(faults(page) if page.summary else says), *lost(page, found.form, name, sent)]


def lost(page: Page, form: Form, name: str, sent: dict) -> list[str]:
    """Which of the other answers do not stand in the form any more."""
    names = {each["name"] for each in form.controls if each.get("type", each["tag"]) in TYPED + PICKED} - {name}
    again = next((each for each in page.forms if each.method == "post" and names <= set_of(each)), None)
    if again is None:
        return ["the form is gone"]
    return [f"{each} is lost" for each in names if each in sent and again.values.get(each) != sent[each]]


def set_of(form: Form) -> set[str]:
    return {each["name"] for each in form.controls if each.get("name")}


def tries_of(found: list[Found], size: int) -> Figure:
    """So many tries, picked by chance from those of all these forms."""
    everything = [(each, name, sent) for each in found for name, sent in tries(each)]
    random.Random(1).shuffle(everything)  # noqa: S311  picking tries is no secret
    good, picked = 0, everything[:size]
    for each, name, sent in picked:
        wrong = wrong_with(each, name, sent)
        good += not wrong
        if wrong:
            print(each.who, each.action, name, wrong)
    return Figure(good, len(picked))


def run(size: int = ALL) -> Figure:
    with everybody(10 + size // 10) as found:
        return tries_of(found, size)


FIGURES = {"A1": (run, ALL)}
