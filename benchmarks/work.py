"""What is no page: the clocks' sweep, the outbox, the chain of history, and a report's PDF."""

import tempfile
from itertools import islice

from django.conf import settings
from weasyprint import HTML

from qcp.deadlines.models import Deadline
from qcp.deadlines.sweep import sweep
from qcp.documents.pdf import as_html, render_pdf
from qcp.notices import delivery
from qcp.notices.models import Message
from qcp.workflow.verify import differences, number_of_lines

from .clocked import seconds

PARAGRAPHS = [f"Paragraph {n} of a long letter. " * 12 for n in range(120)]
LETTER = {"date": "May 1, 2026", "recipient": ["Practice"], "paragraphs": PARAGRAPHS, "signer": ["QCP"]}


def swept() -> dict:
    clocks, due = Deadline.objects.count(), []
    took = seconds(lambda: due.append(sweep()))
    return {"name": "sweep of all clocks", "clocks": clocks, "due": due[0], "seconds": round(took, 2), "goal": 60}


def drained() -> dict:
    with tempfile.TemporaryDirectory() as folder:
        settings.MAIL_FOLDER = folder
        settings.MAIL_PROVIDER = "qcp.notices.providers.folder.Folder"
        waiting = Message.objects.filter(delivery="pending").count()
        sent: list[int] = []
        took = seconds(lambda: sent.append(delivery.deliver_due(limit=1000)))
    each = round(took / max(sent[0], 1) * 1000, 2)
    return {"name": "outbox drain", "waiting": waiting, "sent": sent[0], "ms_each": each, "goal": None}


def verified() -> dict:
    """Every line once, as `verify_history` does."""
    lines = number_of_lines()
    wrong: list = []
    took = seconds(lambda: wrong.extend(islice(differences(), 3)))
    return {"name": "history verified", "lines": lines, "wrong": len(wrong), "seconds": round(took, 2), "goal": None}


def printed() -> dict:
    """The portal's PDF against the renderer alone on the same HTML, in turn."""
    html = as_html("letter", LETTER, "A long letter")
    render_pdf("letter", LETTER, "A long letter")
    pairs = [
        (
            seconds(lambda: HTML(string=html, base_url=str(settings.BASE_DIR)).write_pdf(pdf_variant="pdf/ua-1")),
            seconds(lambda: render_pdf("letter", LETTER, "A long letter")),
        )
        for _ in range(3)
    ]
    alone, ours = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
    return {"name": "letter as PDF", "ratio": round(ours / alone, 2), "ours_ms": round(ours * 1000), "goal": 1.1}
