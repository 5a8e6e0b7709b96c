"""THE table of clocks: who owes what, since when, for how long, what happens at the end, and who says so."""

from dataclasses import dataclass

from django.conf import settings

from .kinds import Kind
from .lengths import Length

OURS = "default of this portal"
OLDER = "an older public ASCO page"
OVERVIEW = "Program overview"
POLICIES = "Certification Policies"


def before(*counts: int, unit: str = "days") -> tuple[Length, ...]:
    return tuple(Length(f"{count} {unit}") for count in counts)


USUAL = before(60, 30, 14, 7, 1)


@dataclass(frozen=True)
class Rule:
    """One clock.
    owner: the role that owes it and is reminded: a key of the subject's `people()`, or 'asked' (of conflicts).
    starts: the event that starts it. length: until the last day in time. end: what happens after that day.
    ours: the length is a default of this portal, which the setting CLOCKS may change.
    stays: after the last day somebody still owes it (it shows as overdue); otherwise it closes by itself.
    tells: the people who owe it learn of its end from the clock itself.
    pauses: one of the staff's own clocks, which waits while others act.
    switch: the setting without which there is no such clock, nor a word of it.
    lapse: the action of the subject that the portal takes when the last day has passed.
    """

    title: str
    owner: str
    starts: str
    length: str
    end: str
    source: str
    ours: bool = False
    stays: bool = False
    tells: bool = True
    pauses: bool = False
    switch: str = ""
    remind: tuple[Length, ...] = USUAL
    lapse: str = ""


RULES: dict[Kind, Rule] = {
    Kind.SCORE_VALIDITY: Rule(
        title="Scores valid",
        owner="signatory",
        starts="the date of the final QOPI report",
        length="1 year",
        end="The scores can no longer support a new application.",
        source=f"{OVERVIEW}: participate in QOPI",
    ),
    Kind.WAIVER_REQUEST: Rule(
        title="Request for a score waiver",
        owner="signatory",
        starts="the day on which the practice received its scores",
        length="10 days",
        end="A request is refused as late.",
        source=f"{POLICIES}: score waiver review; calendar days are a {OURS}",
    ),
    Kind.WEBINAR_PROOF: Rule(
        title="Webinar attendance valid",
        owner="signatory",
        starts="the day on which the webinar was attended",
        length="12 months",
        end="The webinar must be attended again before applying.",
        source=f"{OVERVIEW}: submit an application; its length is a {OURS}",
        ours=True,
    ),
    Kind.COMPLETENESS_REVIEW: Rule(
        title="Check that the application is complete",
        owner="staff",
        starts="the day of submission",
        length="10 business days",
        end="It shows as overdue in the staff's queue.",
        source=OURS,
        ours=True,
        stays=True,
        pauses=True,
    ),
    Kind.EDITION_CHOICE: Rule(
        title="Choice between two editions of the standards",
        owner="signatory",
        starts="the day on which the new edition takes effect",
        length="60 days",
        end="New submissions are bound to the new edition; until then either may be chosen.",
        source=f"{OLDER}; its length is a {OURS}",
        ours=True,
    ),
    Kind.SURVEYOR_NAMED: Rule(
        title="Name a surveyor",
        owner="staff",
        starts="the acceptance of the application",
        length="14 days",
        end="It shows as overdue in the staff's queue.",
        source=OLDER,
        stays=True,
        pauses=True,
    ),
    Kind.CONFLICT_ANSWERS: Rule(
        title="Answers about conflicts of interest",
        owner="asked",
        starts="the day on which the surveyor was proposed",
        length="5 business days",
        end="Those who have not answered are reminded, and it shows in the staff's queue.",
        source=f"{OVERVIEW}: on-site survey; {POLICIES}: conflict of interest; its length is a {OURS}",
        ours=True,
        stays=True,
    ),
    Kind.SURVEY_HELD: Rule(
        title="Hold the survey",
        owner="staff",
        starts="the confirmation of the surveyor",
        length="6 weeks",
        end="It shows as overdue in the staff's queue.",
        source=OLDER,
        stays=True,
        pauses=True,
    ),
    Kind.FINDINGS_SUBMITTED: Rule(
        title="Findings of the survey",
        owner="surveyor",
        starts="the last day of the visit",
        length="3 business days",
        end="The surveyor is reminded, and it shows in the staff's queue.",
        source=OURS,
        ours=True,
        stays=True,
    ),
    Kind.REPORT_ISSUED: Rule(
        title="Issue the Certification Compliance Report",
        owner="staff",
        starts="the last day of the visit",
        length="6 weeks",
        end="It shows as overdue in the staff's queue.",
        source=OLDER,
        stays=True,
        pauses=True,
    ),
    Kind.REPEAT_SURVEY_NOTICE: Rule(
        title="Notice of a repeat survey",
        owner="staff",
        starts="the completion of the survey report",
        length="8 weeks",
        end="A repeat survey can no longer be ordered from that report.",
        source=f"{POLICIES}: repeat on-site survey",
    ),
    Kind.ACTION_PLAN: Rule(
        title="Compliance Action Plan",
        owner="signatory",
        starts="the day on which the practice received its report",
        length="10 business days",
        end="The practice is reminded, and it shows as overdue in the staff's queue.",
        source=OLDER,
        stays=True,
    ),
    Kind.COMMITTEE_REVIEW: Rule(
        title="Assessment by the committee reviewer",
        owner="reviewer",
        starts="the day on which it was handed to the reviewer",
        length="15 business days",
        end="Staff may hand it to another reviewer.",
        source=OURS,
        ours=True,
        stays=True,
    ),
    Kind.FINAL_DEADLINE: Rule(
        title="Final deadline",
        owner="signatory",
        starts="the Certification Pending date",
        length="1 year",
        end="The application lapses, unless complete evidence sent in time is under review "
        "or an extension asked for in time is undecided.",
        source=f"{POLICIES}: extension of a practice's final deadline",
        stays=True,
        lapse="lapse",
    ),
    Kind.LAST_EVIDENCE: Rule(
        title="Last evidence",
        owner="signatory",
        starts="the Certification Pending date",
        length="1 year less 28 days",
        end="Evidence is still accepted up to the final deadline, but may not be assessed before it.",
        source=OLDER,
        stays=True,
        remind=before(90, 60, 30, 14, 7, 1),
    ),
    Kind.EXTENSION_WINDOW: Rule(
        title="Request for an extension",
        owner="signatory",
        starts="the 60th day before the final deadline",
        length="60 days",
        end="A request is refused as late.",
        source=f"{POLICIES}: extension of a practice's final deadline",
    ),
    Kind.EXTENSION: Rule(
        title="Longest extension",
        owner="signatory",
        starts="the final deadline",
        length="30 days",
        end="An extension cannot reach further.",
        source=f"{POLICIES}: requesting an extension; once per application by {OURS}",
    ),
    Kind.INVOICE: Rule(
        title="Payment of the invoice",
        owner="signatory",
        starts="the date of the invoice",
        length="30 days",
        end="It shows as overdue; unpaid extension and repeat survey fees hold back the decision.",
        source=f"{POLICIES}: requesting an extension, repeat on-site survey; its length is a {OURS}",
        ours=True,
        stays=True,
    ),
    Kind.CERTIFICATION_TERM: Rule(
        title="Certification",
        owner="signatory",
        starts="the award, or the end of the term before it",
        length="3 years",
        end="The certification expires, unless a recertification is pending and a time of grace applies.",
        source=f"{OVERVIEW}: a three-year certification",
        stays=True,
        lapse="expire",
    ),
    Kind.RECERTIFICATION_INVITATION: Rule(
        title="Recertify before the certification expires",
        owner="signatory",
        starts="the day on which the certification expires, counted backwards",
        length="0 days",
        end="No further invitation is sent.",
        source=OLDER,
        tells=False,
        remind=before(12, 9, 6, 3, unit="months"),
    ),
    Kind.RECERTIFICATION_GRACE: Rule(
        title="Grace while recertification is pending",
        owner="signatory",
        starts="the day on which the certification's term ended",
        length="90 days",
        end="The certification expires.",
        source=f"{OLDER}; may be switched off",
        stays=True,
        lapse="expire",
    ),
    Kind.ANNIVERSARY_ATTESTATION: Rule(
        title="Anniversary attestation",
        owner="signatory",
        starts="the day on which the practice was asked, at an anniversary of its certification",
        length="30 days",
        end="The practice is told, and it shows as overdue in the staff's queue. The certification goes on.",
        source=f"{OURS}; off until the program switches it on",
        switch="ANNIVERSARY_ATTESTATION",
        ours=True,
        stays=True,
    ),
    Kind.ORGANISATION_CHANGE_REPORT: Rule(
        title="Report of an organisation change",
        owner="signatory",
        starts="the date of the transaction",
        length="30 business days",
        end="A report is accepted late and marked so; it may cost the certification.",
        source=f"{POLICIES}: mergers and acquisitions",
        stays=True,
    ),
    Kind.APPEAL: Rule(
        title="Appeal",
        owner="signatory",
        starts="the day on which the practice received the denial",
        length="30 days",
        end="An appeal is refused as late.",
        source=f"{POLICIES}: denial and appeal; its length is a {OURS}",
        ours=True,
    ),
    Kind.REVOCATION_RESPONSE: Rule(
        title="Response to a notice of revocation",
        owner="signatory",
        starts="the day on which the practice received the notice",
        length="30 days",
        end="The case is decided on the record.",
        source=f"{POLICIES}: revocation; its length is a {OURS}",
        ours=True,
    ),
}


def in_use() -> dict[Kind, Rule]:
    """The clocks of this program: those that are switched off are told to nobody."""
    return {kind: rule for kind, rule in RULES.items() if not rule.switch or getattr(settings, rule.switch)}


def length_of(kind: Kind) -> Length:
    """How long this clock runs when it is opened now. Clocks that already run keep their date."""
    rule = RULES[kind]
    return Length(settings.CLOCKS.get(kind, rule.length) if rule.ours else rule.length)
