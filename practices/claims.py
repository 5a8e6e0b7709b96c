"""What a practice says and what it cites for it, as the office and the council read both side by side."""

from django.urls import reverse

from qcp.documents import evidence
from qcp.documents.models import StoredFile
from qcp.documents.work import Claim, Paper, Section

from . import changes
from .presenting import CHART_COLUMNS, MEASURE_COLUMNS, ScorePage
from .waiver_page import COLUMNS as WAIVER_COLUMNS
from .waiver_page import WaiverPage

WAIVER_ASKS = "A waiver sets the percentage of one round aside, where its measures are unfair to a practice."
CHANGE_ASKS = (
    "A certification never passes to new owners or merged practices by itself. Say of each site whether it keeps its "
    "certified status, loses it or needs a new survey."
)


def claim_of(columns, row) -> Claim:
    """One row of figures, each with its name."""
    return Claim(str(row[0]), said=[(name, str(value)) for name, value in zip(columns[1:], row[1:], strict=True)])


def papers(files) -> list[Paper]:
    return [Paper(file) for file in files]


def written(day) -> str:
    return f"{day:%B} {day.day}, {day.year}"


# --- Scores -------------------------------------------------------------------------------------


def score_sections(page: ScorePage) -> list[Section]:
    """The figures as claims, for reading them against the pages of the report."""
    judged = page.judgement
    total = f"{judged.percent}% ({judged.numerator} of {judged.denominator})" if judged.denominator else "No score"
    verdict = "These figures qualify." if judged.qualifies else " ".join(judged.reasons)
    result = [
        ("Overall quality score", total),
        ("Unique charts", f"{judged.unique_charts}, {judged.chart_minimum} needed"),
    ]
    return [
        Section("Result and report", [Claim("The result", verdict, said=result, papers=papers(page.files))]),
        Section("Measures", [claim_of(MEASURE_COLUMNS, row) for row in page.measure_rows]),
        Section("Charts", [claim_of(CHART_COLUMNS, row) for row in page.chart_rows]),
    ]


# --- Score waivers ------------------------------------------------------------------------------


def waiver_sections(page: WaiverPage) -> list[Section]:
    """The request with its evidence, what the council said so far, and the score with and without the measures."""
    disputed = [row for row in page.measure_rows if row[0] in page.waiver.disputed]
    return [
        Section("The request", [request_of(page.waiver, page.files)], note=page.next),
        *([Section("Inside the council", [proposal_of(each) for each in page.proposals])] if page.proposals else []),
        Section("Measures in question", [claim_of(WAIVER_COLUMNS[:-1], row[:-1]) for row in disputed]),
        Section("The score", [score_of(page)]),
    ]


def request_of(waiver, files) -> Claim:
    said = [
        ("Measures in question", ", ".join(waiver.disputed)),
        ("What is unique", waiver.characteristic),
        ("How it lowered them", waiver.effect),
        ("Arrived in writing" if waiver.came_elsewhere else "Asked for", written(waiver.requested_on)),
    ]
    return Claim(f"Score waiver, round {waiver.round.code}", asks=WAIVER_ASKS, said=said, papers=papers(files))


def acts_beside_the_moves(page: WaiverPage) -> list[tuple[str, str]]:
    """Title and address of what is no plain move: a proposal, a refusal to confirm it, naming the council."""
    pk, proposed = page.waiver.pk, page.waiver.proposal
    ways = (
        ("Propose to grant", "practices:propose-grant", page.may_decide and not proposed),
        ("Do not confirm", "practices:refuse-grant", page.may_confirm and proposed),
        ("Name council members", "admin:practices_scorewaiver_council", page.user.is_staff and page.waiver.is_open),
    )
    return [(title, reverse(name, args=[pk])) for title, name, may in ways if may]


def proposal_of(proposal) -> Claim:
    answer = [("Not confirmed by the second member", proposal.answer)] if proposal.answer else []
    return Claim(f"Proposed to grant by {proposal.proposed_by}", said=[("Reason", proposal.reason), *answer])


def score_of(page: WaiverPage) -> Claim:
    waiver = page.waiver
    said = [
        ("With all measures", f"{waiver.result.percent}%" if waiver.result.percent else "no score"),
        ("Without those in question", f"{waiver.without_percent}%" if waiver.without_percent else "no score"),
        ("Needed", f"{page.figures.threshold_percent}%"),
        *(("A waiver does not set aside", other) for other in page.others),
    ]
    if not page.user.is_staff:  # the scores themselves are not open to the council
        return Claim("As frozen with the request", said=said)
    scores, report = waiver.submission, papers(StoredFile.objects.of(waiver.submission).order_by("uploaded_at"))
    url = scores.get_absolute_url()
    return Claim("As frozen with the request", said=said, papers=report, url=url, url_says="The scores of the round")


# --- Changes of organisation --------------------------------------------------------------------


def change_sections(change) -> list[Section]:
    """What was reported with its evidence, what differs, and the sites that have to be determined."""
    practice = change.practice
    known = [(str(site), site.address) for site in practice.open_sites()]
    sites = Claim("On file today", said=known, asks=CHANGE_ASKS, url=practice.get_absolute_url(),
                  url_says="The practice, with its certification")  # fmt: skip
    differing = [Claim(fact.label, said=[("Before", fact.before or "nothing on file"), ("After", fact.after)])
                 for fact in change.shown_facts]  # fmt: skip
    return [
        Section("The report", [report_of(change)]),
        Section("What differs", differing),
        Section("Sites", [sites]),
    ]


def report_of(change) -> Claim:
    late = ", which was too late; it is accepted and may cost the certification" if change.is_late else ""
    said = [
        ("Transaction", written(change.happened_on)),
        ("Opened by QCP staff" if change.opened_by_office else "Reported", f"{written(change.reported_on)}{late}"),
        ("By", str(change.reported_by)),
        ("In their own words", change.account),
    ]
    return Claim(change.get_kind_display(), asks=changes.ABOUT[change.kind], said=said,
                 papers=papers(evidence.of(change)))  # fmt: skip
