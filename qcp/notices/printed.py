"""docs/generated/notices.md: every kind of letter, as the program's people may read and sign it."""

from pathlib import Path

from django.conf import settings

from .registry import NOTICES, Notice

HEAD = """# Letters the portal writes

Written from the code by `make docs`; do not edit. Each letter goes out by e-mail and stands in the reader's inbox.
A letter marked *starts a clock* does so once, on the day it is first delivered or first opened.

| letter | to | subject | starts a clock |
|---|---|---|---|
"""


def printed() -> str:
    return HEAD + "".join(line(NOTICES[key]) for key in sorted(NOTICES))


def line(notice: Notice) -> str:
    to = ", ".join(notice.to) or "the person concerned"
    subject = Path(settings.BASE_DIR, "templates", notice.template("subject")).read_text()
    words = " ".join(subject.split()).replace("|", "\\|")
    return f"| `{notice.key}` | {to} | {words} | {'yes' if notice.delivered else ''} |\n"
