"""A full set of plausible answers, for the demonstration, the simulation and the tests."""

from qcp.deadlines.holidays import holiday_on
from qcp.deadlines.lengths import add_days

from .facts import Facts
from .schema import Topic, name_of
from .survey_dates import DATES, window

WEEKDAYS = "0,1,2,3,4"
BY_CONTROL = {
    "line": "No patients are treated there yet",
    "paragraph": "One on-call oncologist, reached through the answering line.",
    "number": "12",
    "one": "yes",
    "several": WEEKDAYS,
    "email": "survey.desk@practice.example",
    "phone": "555 201 3344",
}
BY_KEY = {
    **{"is_fellowship": "no", "is_merging": "no", "gives_cells": "no", "treats_children": "no", "gives_at_home": "no"},
    **{"physicians": "5", "other_prescribers": "4", "nurses": "11", "certified_nurses": "7", "clinical_fte": "19.5"},
    **{"pharmacists": "2", "technicians": "3", "new_patients": "640", "treatments": "9800", "oral_starts": "150"},
    **{"contact_name": "Jordan Lee", "contact_title": "Practice manager", "medical_lead": "Dr. Avery Stone"},
    **{"record_system": "An electronic record for oncology", "outside_pharmacy": "River Street Pharmacy"},
}


def example_answers(topic: Topic, facts: Facts, **chosen: str) -> dict[str, str]:
    """Answers to everything that the page requires; `chosen` answers by key instead."""
    if topic.slug == "survey-dates":
        return dict(zip(DATES[:5], (f"{on:%m/%d/%Y}" for on in good_days(facts, 5)), strict=True)) | chosen
    answers: dict[str, str] = {}
    for question in topic.questions:
        now = facts.with_answers(answers)
        for item in Topic(topic.slug, "", (question,)).items(now):
            if question.required and not question.default:
                answers[item.name] = chosen.get(question.key) or plausible(question)
    return answers | {name: value for name, value in chosen.items() if name in answers}


def plausible(question) -> str:
    if question.key in BY_KEY:
        return BY_KEY[question.key]
    options = dict(question.kind.options)
    if question.kind.control == "one" and "yes" not in options:
        return next(iter(options))
    return BY_CONTROL[question.kind.control]


def good_days(facts: Facts, count: int) -> list:
    """The first days that can be offered."""
    days = frozenset().union(*facts.treatment_days.values()) or frozenset(range(5))
    on, last = window(facts.on)
    found = []
    while len(found) < count and on <= last:
        if on.weekday() in days and not holiday_on(on):
            found.append(on)
        on = add_days(on, 1)
    return found


__all__ = ["example_answers", "good_days", "name_of"]
