"""Preconditions that can say, in words, what is missing."""

import inspect
from collections.abc import Callable, Iterable


class guard:
    """Decorates `problems(subject, *, given...) -> sentences`; no sentence means the way is free.

    A keyword-only parameter without default is an *input* of the move (a date, a person). Such a guard
    speaks only once the input is given: it holds the act back, but not the button.
    """

    def __init__(self, problems: Callable[..., Iterable[str]]):
        self.problems = problems
        self.__doc__ = problems.__doc__
        self.__name__ = problems.__name__
        parameters = inspect.signature(problems).parameters.values()
        self.inputs = {p.name for p in parameters if p.kind is p.KEYWORD_ONLY}
        self.required = {p.name for p in parameters if p.kind is p.KEYWORD_ONLY and p.default is p.empty}

    def missing(self, subject, given: dict) -> list[str]:
        """The sentences for this subject and these inputs."""
        if not self.required <= given.keys():
            return []
        return list(self.problems(subject, **{name: given[name] for name in self.inputs & given.keys()}))

    def __call__(self, subject) -> bool:
        """For django-fsm. Inside `advance()` the guards have been asked already."""
        return subject.guards_passed or not self.missing(subject, {})
