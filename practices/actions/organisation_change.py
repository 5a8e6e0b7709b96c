"""Changes of organisation: reported as differences, reviewed, determined site by site. Nothing moves before that."""

from django.db import transaction

from qcp import clock
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.documents import evidence
from qcp.documents.letters import freeze
from qcp.notices.outbox import enqueue
from qcp.workflow import chain
from qcp.workflow.advance import advance
from qcp.workflow.follows import follow
from qcp.workflow.models import Case
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate

from .. import changes, notices, policies
from ..models import ChangedFact, OrganisationChange, Practice, Site, SiteOutcome, TaxId
from ..states import ChangeKind, SiteFate
from .change_letters import determination_facts, report_facts


def report(practice, kind, *, by, happened_on, account, **facts) -> OrganisationChange:
    """A signatory reports what differs. In time or late, it is accepted; being late is flagged."""
    if not policies.may_report_change(practice, by):
        raise NotAllowed("A change of organisation is reported by a signatory of the practice.")
    with transaction.atomic():
        change = write(practice, kind, by, happened_on, account, facts)
        deadlines.close(change, Kind.ORGANISATION_CHANGE_REPORT)
        freeze(change, template="organisation-change", title=f"Report: {change}", data=report_facts(change))
        enqueue(notices.CHANGE_REPORTED, change)
        enqueue(notices.CHANGE_RECEIVED, change)
    return change


def open_unreported(practice, kind, *, by, happened_on, account, **facts) -> OrganisationChange:
    """Staff open a change that the practice has not reported; its clock goes on until it is taken up."""
    if not policies.may_open_change(practice, by):
        raise NotAllowed("A change that was not reported is opened by QCP staff.")
    with transaction.atomic():
        change = write(practice, kind, by, happened_on, account, facts, opened_by_office=True)
        enqueue(notices.CHANGE_OPENED, change)
    return change


def write(practice, kind, by, happened_on, account, facts, **more) -> OrganisationChange:
    """The record with its differences and its clock, which counts from the day of the transaction."""
    practice = Practice.objects.select_for_update().get(pk=practice.pk)
    if problems := report_problems(practice, kind, happened_on, account, facts):
        raise NotReady(*problems)
    change = OrganisationChange.objects.create(
        case=Case.objects.create(),
        practice=practice,
        kind=kind,
        happened_on=happened_on,
        account=account.strip(),
        due_on=changes.last_day(happened_on),
        reported_by=by,
        closing=facts.get("site"),
        **more,
    )
    ChangedFact.objects.bulk_create(
        ChangedFact(
            change=change, position=place, name=each.name, label=each.label, before=each.before, after=each.after
        )
        for place, each in enumerate(changes.differences(practice, kind, facts), start=1)
    )
    chain.begin(change, by=by, note=account.strip())
    because = f"{change.get_kind_display()} on the day of the transaction"
    deadlines.open(change, Kind.ORGANISATION_CHANGE_REPORT, because=because, start=happened_on)
    return change


def report_problems(practice, kind, happened_on, account, facts) -> list[str]:
    """What is missing from a report, or does not fit the file, in sentences."""
    if kind not in ChangeKind.values:
        return ["Choose what kind of change it is."]
    given = [(fact, str(facts.get(fact.name) or "").strip()) for fact in changes.FACTS[kind]]
    found = [*changes.day_problems(happened_on), *filter(None, (fact.problem(value) for fact, value in given))]
    if not account.strip():
        found.append("Account: describe the change in your own words.")
    site = facts.get("site")
    if site is not None and (site.practice_id != practice.pk or site.closed_on):
        found.append("Site: choose one of the practice's open sites.")
    if facts.get("site_name") and practice.sites.filter(name=facts["site_name"].strip()).exists():
        found.append("Name of the site: the practice has a site of that name. Choose another name.")
    if not found and not changes.differences(practice, kind, facts):
        found.append("Nothing differs from what is on file. Write what is different.")
    if not found and kind == ChangeKind.NAME_CHANGE and facts.get("legal_name", "").strip() == practice.legal_name:
        found.append("Legal name: it is the one on file. Write the new one.")
    return found


def take_up(change, *, by, note=""):
    """Staff begin the review; the report is no longer awaited."""
    with advance(change, "take_up", by=by, note=note) as change:
        deadlines.close(change, Kind.ORGANISATION_CHANGE_REPORT)
    return change


def determine(change, *, by, note="", outcomes, new_entity=False):
    """Staff say of each site what becomes of its status; file, agreements and certification follow."""
    with advance(change, "determine", by=by, note=note, outcomes=outcomes, new_entity=new_entity) as change:
        added = enter(change)
        SiteOutcome.objects.bulk_create(
            SiteOutcome(change=change, site=added if key == changes.NEW else site, outcome=outcomes[key])
            for key, site in determined(change, outcomes).items()
        )
        title = f"Determination: {change}"
        freeze(change, template="change-determined", title=title, data=determination_facts(change, note))
        enqueue(notices.CHANGE_DETERMINED, change, reason=note, outcomes=list(change.outcomes.for_list()))
        follow("organisation-changed", change, by=by)
    return change


def determined(change, outcomes) -> dict:
    """Key -> site of everything that was judged; a site that this change closes is still among them."""
    sites = {str(site.pk): site for site in Site.objects.filter(practice=change.practice)}
    return {key: sites.get(key) for key in outcomes}


def enter(change) -> Site | None:
    """Put the file right: name, Tax ID, a site more or less. Answers with a new site."""
    practice = change.practice
    if name := change.fact("legal_name"):
        practice.legal_name = name
        practice.save(update_fields=["legal_name"])
    if number := change.fact("tax_id"):
        TaxId.objects.get_or_create(practice=practice, number=number)
    if change.closing:
        close_site(change.closing, change.happened_on)
    return add_site(change) if change.kind == ChangeKind.SITE_ADDED else None


def close_site(site, on) -> None:
    """The site leaves; when it was the main one, the next takes its place."""
    site.closed_on = on
    site.save(update_fields=["closed_on"])
    following = site.practice.open_sites().order_by("name").first()
    if site.is_main and following:
        following.is_main = True
        following.save(update_fields=["is_main"])


def add_site(change) -> Site:
    named = {name: change.fact(name) for name in ("street", "city", "state", "zip", "phone")}
    treats = change.fact("treats_here") == "Yes"
    return Site.objects.create(practice=change.practice, name=change.fact("site_name"), treats_here=treats, **named)


def file_checked(change, stored):
    """Whoever attached evidence that was refused is told."""
    evidence.refused_is_told(change, stored)


def withdraw(change, *, by, note=""):
    """The signatory takes the report back: it did not happen."""
    with advance(change, "withdraw", by=by, note=note) as change:
        deadlines.cancel(change, Kind.ORGANISATION_CHANGE_REPORT)
        enqueue(notices.CHANGE_WITHDRAWN, change)
    return change


def settle(outcome, *, by, as_, note):
    """The new survey that a site needed was held: staff say what it came to."""
    with transaction.atomic():
        outcome = SiteOutcome.objects.select_for_update(of=("self",)).for_list().get(pk=outcome.pk)
        if outcome.case.closed_to(by) or not policies.may_review_change(outcome.change, by):
            raise NotAllowed("What a new survey came to is recorded by QCP staff.")
        if outcome.outcome != SiteFate.NEW_SURVEY or outcome.settled_as:
            raise OutOfDate("This site does not wait for a survey, or no longer.")
        if as_ not in (SiteFate.RETAINED, SiteFate.LOST) or not note.strip():
            raise NotReady("Say whether the site is certified, and why.")
        outcome.settled_as, outcome.settled_on = as_, clock.today()
        outcome.settled_by, outcome.settled_note = by, note.strip()
        outcome.save()
        enqueue(notices.SITE_SETTLED, outcome, occasion="settled")
        follow("site-settled", outcome, by=by)
    return outcome
