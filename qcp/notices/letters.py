"""From a notice and what it is about to the words of one letter: plain text, and loud when something is missing."""

from functools import cache

from django.conf import settings
from django.template.backends.django import DjangoTemplates
from django.utils.text import Truncator

from .registry import Notice

FRAME = "emails/frame.txt"


class Loud:
    """Stands for an unknown name in a letter: printing it fails, so that no letter leaves with a gap in it."""

    def __bool__(self):
        return True

    def __contains__(self, text):
        return True

    def __mod__(self, variable):
        raise LookupError(f"A letter asks for {variable}, which it was not given.")


@cache
def engine() -> DjangoTemplates:
    """Letters are plain text (nothing is escaped), with the portal's own folders and filters."""
    return DjangoTemplates(
        {
            "NAME": "letters",
            "DIRS": [settings.BASE_DIR / "templates"],
            "APP_DIRS": False,
            "OPTIONS": {"autoescape": False, "string_if_invalid": Loud()},
        }
    )


def write(notice: Notice, context: dict) -> tuple[str, str]:
    """Subject (one line) and body (with the frame that every letter has)."""
    subject = " ".join(render(notice.template("subject"), context).split())
    body = render(notice.template("body"), context).strip()
    frame = render(FRAME, {**context, "body": body, "mailbox": settings.PROGRAM_MAILBOX})
    return Truncator(subject).chars(200), frame.strip() + "\n"


def render(template: str, context: dict) -> str:
    return engine().get_template(template).render(context)
