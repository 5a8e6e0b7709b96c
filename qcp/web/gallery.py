"""Invented samples of every component, for the gallery page and its tests. Nothing here touches the database."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

from django import forms
from django.apps import apps

from qcp import clock
from qcp.accounts.models import Role
from qcp.deadlines.models import Deadline
from qcp.web.moves import is_plain
from qcp.web.pictures.gauge import Bar, Gauge, score_gauge
from qcp.web.pictures.tracker import at_milestone
from qcp.web.queues import Line, Queue
from qcp.web.summary import problems_of
from qcp.workflow.models import WorkflowModel
from qcp.workflow.moves import Offer, steps

ONE_DAY = timedelta(1)

HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


class SampleForm(forms.Form):
    legal_name = forms.CharField(label="Legal name of the practice", help_text="As on its tax documents.")
    chairs = forms.IntegerField(label="Treatment chairs", min_value=1)
    opened_on = forms.DateField(label="Open since", widget=forms.DateInput(attrs={"type": "date"}))
    remarks = forms.CharField(label="Remarks", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    state = forms.ChoiceField(label="State", choices=[("", "Choose one"), ("VA", "Virginia"), ("MD", "Maryland")])
    mode = forms.ChoiceField(
        label="How is oral therapy given?",
        widget=forms.RadioSelect,
        choices=[("here", "Dispensed here"), ("away", "By a pharmacy")],
    )
    therapies = forms.MultipleChoiceField(
        label="Which of these are given?",
        help_text="Tick all that apply.",
        widget=forms.CheckboxSelectMultiple,
        choices=[("oral", "Oral"), ("intrathecal", "Intrathecal"), ("vesicant", "Vesicants")],
    )
    evidence = forms.FileField(label="Policy document", help_text="PDF, DOCX, PNG or JPEG, at most 25 MB.")
    agreed = forms.BooleanField(label="I may sign for this practice", help_text="The signatory signs, nobody else.")


class SampleListing:
    """As qcp.web.queues.Listing, without a query."""

    def __init__(self, queue: Queue, lines: list[Line]):
        self.queue, self.lines, self.count, self.rest = queue, lines, len(lines), 0


def samples() -> dict:
    """The whole context of the gallery page. Its forms are wrapped: they are not the page's own."""
    wrong = SampleForm({"legal_name": "", "chairs": "none", "opened_on": "yesterday"}, auto_id="wrong_%s")
    return {
        "tones": ["plain", "success", "warning", "error"],
        "at": clock.now(),
        "by": clock.today(),
        "score": Decimal("74.999"),
        "sample": SimpleNamespace(form=SampleForm(), wrong=wrong),
        "entries": problems_of([wrong]),
        **where_things_stand(),
        **pictures(),
        **lists(),
    }


def where_things_stand() -> dict:
    today = clock.today()
    tones = [
        ("Not started", ""),
        ("Under review", "now"),
        ("Certified", "good"),
        ("Returned", "warn"),
        ("Denied", "bad"),
    ]
    states = [
        (-3, "running"),
        (0, "running"),
        (1, "running"),
        (6, "running"),
        (40, "running"),
        (40, "paused"),
        (-9, "met"),
    ]
    return {
        "statuses": [{"text": text, "tone": tone} for text, tone in tones],
        "deadlines": [Deadline(due_on=today + days * ONE_DAY, status=status) for days, status in states],
        "steps": [
            {"title": "Eligibility", "status": "Completed", "plain": True, "url": "#"},
            {"title": "Agreements", "status": "In progress", "tone": "now", "url": "#", "why": "2 of 5 signed"},
            {
                "title": "Questionnaire",
                "status": "Returned",
                "tone": "warn",
                "url": "#",
                "why": "“Who mixes?” is unclear.",
            },
            {"title": "Payment", "status": "Cannot start yet", "why": "Finish eligibility and agreements first."},
        ],
        **moving(),
    }


def moving() -> dict:
    """Buttons and history of an unsaved record of whichever workflow comes first."""
    model = next((m for m in apps.get_models() if issubclass(m, WorkflowModel)), None)
    if model is None:
        return {}
    record, line = model(), model.history.rel.related_model
    names = list(dict.fromkeys(step.name for step in steps(model) if is_plain(record, step.name)))
    held = ["Policies: two documents have not been accepted yet.", "Payment: not confirmed yet."]
    offers = [
        Offer(name, name.replace("_", " ").capitalize(), [], needs_reason=place == 1)
        for place, name in enumerate(names)
    ]
    offers.append(Offer("accept", "Accept", held, needs_reason=False))
    step = next(steps(model))
    why = {"note": "The date on page 2 is missing.\nPlease add it.", "policy": "Certification Policies: applications"}
    history = [
        line(at=clock.now(), move=step.name, source=step.source, target=step.target, **why),
        line(at=clock.now(), move="open", source="", target=step.source),
    ]
    return {"record": record, "offers": offers, "history": history}


def pictures() -> dict:
    today = clock.today()
    needed = Decimal(75)
    bars = (
        Bar("Staging documented within one month of the first visit to the practice", 61, 64, needed),
        Bar("Pain addressed", 71, 100, needed),
        Bar("Consent for chemotherapy", 3, 4, needed),
        Bar("Fertility discussed", 0, 0, needed),
    )
    days = {"scores": today - 150 * ONE_DAY, "application": today - 60 * ONE_DAY}
    waiting = {
        "who": "the surveyor answers about conflicts",
        "by": today + 4 * ONE_DAY,
        "note": "A surveyor is proposed.",
    }
    return {
        "gauges": [
            score_gauge(82, 100, name="over"),
            score_gauge(7499, 10000, name="just"),
            Gauge("each", "Measure by measure", bars).by_gap(),
        ],
        "trackers": [
            at_milestone("Elm Street Oncology", "survey", days=days, **waiting),
            at_milestone("A certified practice", "", days=days),
            at_milestone(
                "An application that ended", "report", days=days, stopped=True, note="The final deadline passed."
            ),
        ],
        "upright": at_milestone("A new practice", "scores", who="you enter your QOPI scores"),
    }


def lists() -> dict:
    now, today = clock.now(), clock.today()
    file = {"pk": HASH, "size": 482_113, "uploaded_at": now, "uploaded_by": "Olivia Elm", "sha256": HASH}
    reviewing = Queue("gallery.reviewing", "Applications to check", Role.STAFF, rows=list)
    nothing = Queue(
        "gallery.nothing", "Surveyors to name", Role.STAFF, rows=list, empty="Every survey has its surveyor."
    )
    return {
        "table": {
            "caption": "Charts by module",
            "columns": ("Module", "Eligible", "Abstracted"),
            "rows": [("Core", 120, 64), ("Breast cancer", 31, 24), ("Colon and rectal cancer", 18, 18)],
        },
        "files": [
            {**file, "label": "Chemotherapy administration policy.pdf", "verdict": "clean"},
            {**file, "label": "Spill kit.docx", "verdict": ""},
            {
                **file,
                "label": "Scan.pdf",
                "verdict": "refused",
                "reason": "It cannot be opened. Save it again and send it once more.",
            },
        ],
        "listings": [
            SampleListing(
                reviewing,
                [
                    Line("APP-0001, Elm Street Oncology", "#", "Submitted, nobody has opened it", today - 2 * ONE_DAY),
                    Line("APP-0002, Harbor Cancer Care", "#", "Returned once", today + 5 * ONE_DAY),
                ],
            ),
            SampleListing(nothing, []),
        ],
    }
