"""From a notice and what it is about to the words of one letter: plain text, and loud when something is missing."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.text import Truncator

from .registry import Notice
from .wording import PARTS, engine, filled

FRAME = "emails/frame.txt"
IN_HTML = "emails/frame.html"


def write(notice: Notice, context: dict) -> tuple[str, str]:
    """Subject (one line) and body (with the frame that every letter has), in the shipped words."""
    words = notice.words
    return put(words.texts, words.found(context), context)


def put(texts: dict[str, str], facts: dict, context: dict, instead: str = "") -> tuple[str, str]:
    """The same from texts with blanks and the facts of one letter. instead: a body written by hand for this one."""
    subject, body = (filled(texts, part, facts[part]) for part in PARTS)
    frame = render(FRAME, {**context, "body": (instead or body).strip(), "mailbox": settings.PROGRAM_MAILBOX})
    return Truncator(" ".join(subject.split())).chars(200), frame.strip() + "\n"


def render(template: str, context: dict) -> str:
    return engine().get_template(template).render(context)


def in_html(subject: str, body: str) -> str:
    """The same words for a reader of HTML mail: headed, in paragraphs, links to press; no pictures and no colours."""
    return render_to_string(IN_HTML, {"subject": subject, "body": body})
