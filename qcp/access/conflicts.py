"""Asking about conflicts of interest, and what an answer does."""

from django.apps import apps
from django.db import transaction

from qcp import clock
from qcp.workflow.actions import action
from qcp.workflow.models import Case
from qcp.workflow.refusals import NotAllowed, OutOfDate

from .models import ConflictQuestion, Recusal


def ask(subject, user, *, capacity: str, about: str) -> ConflictQuestion:
    """Ask one person; asking again while the question is open returns the same question."""
    return ConflictQuestion.objects.get_or_create(
        subject_label=subject._meta.label,
        subject_id=subject.pk,
        capacity=capacity,
        asked_of=user,
        withdrawn_at=None,
        defaults={"case": subject.case, "about": about},
    )[0]


def answer(question: ConflictQuestion, *, by, conflict: bool) -> None:
    """Record the answer once; the record's `conflict_answered` action goes on, and a conflict recuses the person.

    The case is locked first, so that of two answers at the same moment the second one sees the first.
    """
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=question.case_id)
        question = ConflictQuestion.objects.select_for_update().get(pk=question.pk)
        if question.asked_of_id != by.pk:
            raise NotAllowed("This question was asked of someone else.")
        if question.answer or question.withdrawn_at:
            raise OutOfDate("This question is no longer open.")
        question.answer = ConflictQuestion.Answer.CONFLICT if conflict else ConflictQuestion.Answer.NONE
        question.answered_at = clock.now()
        question.save()
        subject = apps.get_model(question.subject_label)._base_manager.get(pk=question.subject_id)
        action(subject, "conflict_answered")(subject, question)
        if conflict and question.capacity != "practice":
            recuse(subject.case, by)


def recuse(case, user) -> None:
    """Take a person off a case; their open questions there are withdrawn."""
    Recusal.objects.get_or_create(case=case, user=user)
    open_questions = ConflictQuestion.objects.filter(case=case, asked_of=user, withdrawn_at=None, answer="")
    open_questions.update(withdrawn_at=clock.now())


def withdraw(subject, *capacities: str) -> None:
    """The assignment ended: its questions no longer stand, answered or not."""
    ConflictQuestion.objects.filter(subject_id=subject.pk, capacity__in=capacities, withdrawn_at=None).update(
        withdrawn_at=clock.now()
    )


def drop_unanswered(subject) -> None:
    """The record came to its end: what was not answered need not be; what was, stays."""
    ConflictQuestion.objects.filter(subject_id=subject.pk, answer="", withdrawn_at=None).update(
        withdrawn_at=clock.now()
    )


def withdraw_from(subject, user) -> None:
    """One person is no longer asked anything about the record."""
    ConflictQuestion.objects.filter(subject_id=subject.pk, asked_of=user, withdrawn_at=None).update(
        withdrawn_at=clock.now()
    )


def cleared(subject, user, capacity: str) -> bool:
    """Did this person answer 'no conflict' for what they do on this record?"""
    return ConflictQuestion.objects.filter(
        subject_id=subject.pk, asked_of=user, capacity=capacity, withdrawn_at=None, answer=ConflictQuestion.Answer.NONE
    ).exists()
