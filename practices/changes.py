"""What each kind of change of organisation asks for: facts with their value now, to be set against the value after."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from qcp import clock
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.deadlines.lengths import add_years
from qcp.workflow.guards import guard

from .states import ChangeKind, SiteFate

POLICY = "Certification Policies: mergers and acquisitions"
LONG_AGO, AHEAD = 10, 1  # years in which a transaction can lie
NEW = "new"  # stands for a site that is on file only once the change is determined


def nothing(practice) -> str:
    return ""


@dataclass(frozen=True)
class Fact:
    """One thing that may differ. `now`: its value on file, as people read it."""

    name: str
    label: str
    now: Callable = nothing
    answer: str = "line"  # line, yes_no or site
    required: bool = False
    pattern: str = ""
    hint: str = ""
    longest: int = 200

    def problem(self, value: str) -> str:
        """What is wrong with a value, in a sentence; nothing when it will do."""
        if self.required and not value:
            return f"{self.label}: fill it in."
        if value and self.pattern and not re.fullmatch(self.pattern, value):
            return f"{self.label}: write it in the usual form. {self.hint}"
        return f"{self.label}: at most {self.longest} characters." if len(value) > self.longest else ""


LEGAL_NAME = Fact("legal_name", "Legal name", lambda practice: practice.legal_name)
TAX_ID = Fact("tax_id", "Further Tax ID", pattern=r"\d{2}-\d{7}", hint="Such as 12-3456789; leave it empty if none.")
NEW_ENTITY = Fact("new_entity", "Does another legal entity run the practice now?", answer="yes_no", required=True)
FACTS: dict[str, tuple[Fact, ...]] = {
    ChangeKind.MERGER: (Fact("other_party", "Merged with", required=True), LEGAL_NAME, TAX_ID, NEW_ENTITY),
    ChangeKind.ACQUISITION: (Fact("other_party", "New owner", required=True), LEGAL_NAME, TAX_ID, NEW_ENTITY),
    ChangeKind.NAME_CHANGE: (LEGAL_NAME, NEW_ENTITY),
    ChangeKind.SITE_ADDED: (
        Fact("site_name", "Name of the site", required=True, longest=120),
        Fact("street", "Street", required=True),
        Fact("city", "City", required=True, longest=100),
        Fact("state", "State", required=True, pattern="[A-Z]{2}", hint="Two letters, such as IL."),
        Fact("zip", "ZIP code", required=True, pattern=r"\d{5}(-\d{4})?", hint="Such as 62701."),
        Fact("phone", "Telephone", longest=30),
        Fact("treats_here", "Are patients treated there?", answer="yes_no", required=True),
    ),
    ChangeKind.SITE_CLOSED: (Fact("site", "Site that closed", answer="site", required=True),),
    ChangeKind.LEADERSHIP: (
        Fact("position", "Position", required=True, hint="Such as medical director."),
        Fact("person_before", "Held before by"),
        Fact("person_after", "Held now by", required=True),
    ),
}
ABOUT = {
    ChangeKind.MERGER: "The practice and another one became one.",
    ChangeKind.ACQUISITION: "Somebody else owns the practice now.",
    ChangeKind.NAME_CHANGE: "The practice has another legal name.",
    ChangeKind.SITE_ADDED: "Patients are seen at a further address.",
    ChangeKind.SITE_CLOSED: "A site was given up.",
    ChangeKind.LEADERSHIP: "Somebody else leads the practice.",
}


@dataclass(frozen=True)
class Difference:
    name: str
    label: str
    before: str
    after: str


def differences(practice, kind: str, given: dict) -> list[Difference]:
    """What differs from the file. `given`: fact name -> value after; a site is given as itself."""
    if kind == ChangeKind.SITE_CLOSED:
        site = given["site"]
        return [Difference("site", str(site), f"{site.address}, open", "closed")]
    if kind == ChangeKind.LEADERSHIP:
        return [Difference("person", given["position"], given.get("person_before", ""), given["person_after"])]
    found = []
    for fact in FACTS[kind]:
        before, after = fact.now(practice), str(given.get(fact.name) or "").strip()
        if after and after != before:
            found.append(Difference(fact.name, fact.label, before, after))
    return found


def day_problems(happened_on) -> list[str]:
    """A transaction of long ago or far ahead is a slip of the pen."""
    today = clock.today()
    if add_years(today, -LONG_AGO) <= happened_on <= add_years(today, AHEAD):
        return []
    return [f"Day of the transaction: give a day of the last {LONG_AGO} years, or at most one year ahead."]


def last_day(happened_on):
    """The last day on which a report of a transaction of that day is in time."""
    return deadlines.due_on(Kind.ORGANISATION_CHANGE_REPORT, happened_on)


def explanation(happened_on) -> str:
    """How that day follows from the day of the transaction."""
    return deadlines.explanation(Kind.ORGANISATION_CHANGE_REPORT, happened_on)


@guard
def every_site_is_determined(change, *, outcomes):
    """The status of each site is said one by one; a site that closed cannot keep it."""
    asked = change.sites_to_determine()
    found = [
        f"{site}: say what becomes of it." for key, site in asked.items() if outcomes.get(key) not in SiteFate.values
    ]
    if set(outcomes) - set(asked):
        found.append("A site was named that is not one of this practice's open sites. Open the page again.")
    closed = change.closing
    if closed and outcomes.get(str(closed.pk)) == SiteFate.RETAINED:
        found.append(f"{closed}: a closed site cannot keep its status.")
    if outcomes.get(NEW) == SiteFate.RETAINED:
        found.append(f"{asked[NEW]}: a site that was never surveyed has no status to keep.")
    return found


@guard
def it_still_fits_the_file(change):
    """What was reported can still be entered: the site is open, the name is free, the day has come."""
    found = []
    if change.happened_on > clock.today():
        found.append(f"The change takes place on {change.happened_on:%B %-d, %Y}. Determine it from that day.")
    if change.closing and change.closing.closed_on:
        found.append(f"{change.closing} has been closed already. The practice can withdraw this report.")
    name = change.fact("site_name")
    if name and change.practice.sites.filter(name=name).exists():
        found.append(f"The practice has a site named {name} already. The practice can withdraw this report.")
    return found


@guard
def reported_by_the_practice(change):
    """What the office opened is not for the practice to take away."""
    return ["QCP staff opened this. Write to them if it did not happen."] if change.opened_by_office else []
