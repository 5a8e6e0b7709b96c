"""Every way of saying no. The text is what the person reads, with what to do instead."""


class Refused(Exception):
    """The move did not happen and nothing changed. `problems` are sentences."""

    def __init__(self, *problems: str):
        super().__init__(" ".join(problems))
        self.problems = list(problems)


class NotAllowed(Refused):
    """This person may not do this here."""


class NotReady(Refused):
    """Something is missing first; each problem names one thing."""


class OutOfDate(Refused):
    """The record has moved on since the page was opened."""
