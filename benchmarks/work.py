"""What is no page: an export, the clocks' sweep, the outbox, the chain of history, and a report's PDF."""

import json
import tempfile
from itertools import islice

from django.conf import settings
from django.test import Client
from weasyprint import HTML

from qcp import clock
from qcp.accounts.models import User
from qcp.deadlines.models import Deadline
from qcp.deadlines.sweep import sweep
from qcp.documents.models import Letter
from qcp.documents.pdf import as_html, render_pdf
from qcp.documents.printing import VendoredOnly
from qcp.notices import delivery
from qcp.notices.models import Message
from qcp.workflow.verify import differences, number_of_lines

from .clocked import seconds


def exported(staff: User) -> dict:
    """The queue of the completeness review, as the office takes it along; 50,000 rows at the largest size."""
    client, lines = Client(SERVER_NAME="localhost"), []
    client.force_login(staff)

    def take_along():
        answer = client.get("/home/queues/applications.to-review/export.csv")
        lines.append(b"".join(answer.streaming_content).count(b"\r\n") - 1)

    took = seconds(take_along)
    return {"name": "export of a queue", "rows": lines[0], "seconds": round(took, 2), "goal": 20}


def swept() -> dict:
    clocks = Deadline.objects.count()
    due: list[int] = []
    took = seconds(lambda: due.append(sweep()))
    return {"name": "sweep of all clocks", "clocks": clocks, "due": due[0], "seconds": round(took, 2), "goal": 60}


def read_in_vain() -> dict:
    """Clocks that the sweep's question reads although they are not due, as the database counts them."""
    due = Deadline.objects.asleep_until(clock.now())
    plan = json.loads(due.explain(analyze=True, format="json"))[0]["Plan"]
    return {"name": "clocks read that are not due", "rows": removed(plan), "goal": 0}


def removed(node: dict) -> int:
    here = sum(node.get(key, 0) for key in ("Rows Removed by Filter", "Rows Removed by Index Recheck"))
    return int(here) + sum(removed(each) for each in node.get("Plans", []))


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
    """A report's PDF against the renderer alone on the same HTML and styles, in turn."""
    report = Letter.objects.filter(template="report").first()
    html = as_html("report", report.data, report.title)
    pairs = [(seconds(lambda: alone(html)), seconds(lambda: printed_by_us(report))) for _ in range(6)][1:]
    bare, ours = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
    return {"name": "report PDF", "ratio": round(ours / bare, 2), "page_ms": round(ours * 1000), "goal": 1.1}


def printed_by_us(letter: Letter) -> bytes:
    return render_pdf(letter.template, letter.data, letter.title)


def alone(html: str) -> bytes:
    styles = VendoredOnly(allowed_protocols=["data"])
    return HTML(string=html, base_url="about:blank", url_fetcher=styles).write_pdf(pdf_variant="pdf/ua-1")
