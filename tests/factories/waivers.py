"""A request for a score waiver, at any stage, made by the real actions."""

from practices.actions import scores, waiver_council, waivers
from practices.models import Round
from qcp.access import conflicts
from qcp.access.models import ConflictQuestion

from .scores import handed_in, small_round

SAYS = {"characteristic": "We treat one valley only.", "effect": "Few of our patients can travel."}


def another_round(code="2026-other") -> Round:
    """A second small round, so that a practice can have scores in both."""
    small = small_round()
    days = {name: getattr(small, name) for name in ("opens_on", "closes_on", "report_on")}
    return Round.objects.get_or_create(code=code, track="QCP", defaults={"measure_set": small.measure_set, **days})[0]


def short_score(staff, *signatories, practice=None, round=None, met=60, received=None):
    """Final scores below the percentage; `received`: the day on which the practice got them."""
    submission = scores.finalize(handed_in(*signatories, met=met, practice=practice, round=round), by=staff)
    if received:
        scores.received(submission, on=received)
    return submission


def asked(submission, signatory, measures=("CORE1",)):
    return waivers.file(submission, measures=list(measures), by=signatory, **SAYS)


def answer(waiver, member, *, conflict=False):
    question = ConflictQuestion.objects.get(subject_id=waiver.pk, asked_of=member, withdrawn_at=None, answer="")
    conflicts.answer(question, by=member, conflict=conflict)


def in_review(waiver, staff, member, second=None):
    """Named, cleared of conflicts, and handed over."""
    for capacity, each in (("council", member), ("council-second", second)):
        if each:
            waiver = waiver_council.name_member(waiver, by=staff, member=each, capacity=capacity)
            answer(waiver, each)
    return waivers.take_up(waiver, by=staff)


def granted(waiver, staff, member, second):
    waiver = in_review(waiver, staff, member, second)
    waiver = waivers.propose_grant(waiver, by=member, note="One valley, and its figures show it.")
    return waivers.grant(waiver, by=second)
