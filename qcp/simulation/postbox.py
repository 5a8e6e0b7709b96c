"""The simulation's mail: letters are accepted and counted, and nothing ever leaves the house."""

from collections import Counter

from django.core.mail import EmailMessage

from qcp.notices.providers import Answer


class Postbox:
    """A provider that can be asked. What it accepted is counted per letter, so that a double shows."""

    name = "postbox"
    accepted: Counter[str] = Counter()

    def ask(self, reference: str) -> Answer:
        return Answer.ACCEPTED if self.accepted[reference] else Answer.UNKNOWN

    def send(self, letter: EmailMessage) -> None:
        self.accepted[letter.extra_headers["Message-ID"].strip("<>")] += 1
