"""Every kind of letter the program writes, each declared once in an app's `notices.py`."""

from dataclasses import dataclass

from .topics import LEGAL, Topic
from .wording import PARTS, Words, taken_apart

NOTICES: dict[str, "Notice"] = {}


@dataclass(frozen=True)
class Notice:
    """One kind of letter. `key` names it for ever: it is stored, and it names the templates.

    key: "applications.submitted" has templates/emails/applications/submitted.subject.txt and .body.txt.
    to: the roles asked of `about.people(role)`; `enqueue(to=...)` may name people instead.
    private: it carries a key to an account, so that nobody but its reader sees the text, not even the office.
    topic: the shelf its readers sort it on; a kind that nobody has sorted comes at once and cannot be switched off.
    delivered: an action of `about.actions`, called once as `(about, on=date)` when the letter first reaches somebody.
    """

    key: str
    to: tuple[str, ...] = ()
    topic: Topic = LEGAL
    delivered: str = ""
    private: bool = False

    def __post_init__(self):
        if isinstance(self.to, str):
            raise TypeError(f"Notice {self.key}: `to` is a tuple of roles.")
        if (self.delivered or self.private) and not self.topic.is_fixed:
            raise ValueError(f"Notice {self.key} starts a clock or carries a key: it goes out at once.")
        if self.key in NOTICES:
            raise ValueError(f"Notice {self.key} is registered twice.")
        NOTICES[self.key] = self

    def template(self, part: str) -> str:
        """The template of a part, 'subject' or 'body'."""
        app, name = self.key.split(".")
        return f"emails/{app}/{name}.{part}.txt"

    @property
    def words(self) -> Words:
        """The kind of letter as it was shipped, taken apart."""
        return taken_apart(*(self.template(part) for part in PARTS))
