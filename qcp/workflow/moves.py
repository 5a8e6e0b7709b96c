"""What the machine knows about its moves: who, label, reason, and where each may start."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from django_fsm import Transition

from .guards import guard
from .system import SYSTEM


def move(label: str, who: str, *, reason: bool = False, system: bool = False, policy: str = "") -> dict:
    """The `custom=` of a transition.

    label: what the button says. who: as in the handbook ('signatory', 'staff', 'system' ...).
    reason: a note must be given. system: the clock or another action may make the move.
    policy: the policy cited in the history, as people know it.
    """
    return {"label": label, "who": who, "reason": reason, "system": system, "policy": policy}


@dataclass(frozen=True)
class Step:
    """One declared way from a state to another."""

    name: str  # 'return', as the handbook names it
    method: str  # 'return_', as Python can
    source: str
    target: str
    transition: Transition

    @property
    def custom(self) -> dict:
        return self.transition.custom

    @property
    def guards(self) -> list[guard]:
        return cast("list[guard]", self.transition.conditions)

    def permits(self, subject, by) -> bool:
        """Does the declaration let this person (or the system) make the move at all?"""
        if by is SYSTEM:
            return self.custom["system"]
        return self.transition.has_perm(subject, by)

    def problems(self, subject, given: dict) -> list[str]:
        return [text for each in self.guards for text in each.missing(subject, given)]


@dataclass(frozen=True)
class Offer:
    """A button: what it does, and what is still missing before it can."""

    name: str
    label: str
    problems: list[str]
    needs_reason: bool

    @property
    def ready(self) -> bool:
        return not self.problems


def steps(model) -> Iterator[Step]:
    """All declared steps of a model's machine, in the order of declaration."""
    declared = [name for each in reversed(model.__mro__) for name in vars(each)]
    transitions = model._meta.get_field("state").get_all_transitions(model)
    for transition in sorted(transitions, key=lambda each: declared.index(each.name)):  # found in the order of names
        yield Step(transition.name.rstrip("_"), transition.name, transition.source, transition.target, transition)


def moves_for(subject, user) -> list[Offer]:
    """The buttons this person sees on this record, each with the sentences that still hold it back."""
    open_now = [step for step in steps(type(subject)) if step.source == subject.state and step.permits(subject, user)]
    if not open_now or subject.case.closed_to(user):
        return []
    return [
        Offer(step.name, step.custom["label"], step.problems(subject, {}), step.custom["reason"]) for step in open_now
    ]
