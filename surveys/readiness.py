"""What has to be true before a move of a survey, each as sentences with the way out."""

from applications.states import PENDING
from qcp import clock
from qcp.access import conflicts
from qcp.workflow.guards import guard

from . import gaps
from .answers import practice_cleared
from .digest import digest
from .itinerary import against
from .pairing import Facts, objections
from .sampling import sites_to_visit
from .states import Kind


@guard
def application_goes_on(survey):
    """Nothing is surveyed any more once the application has ended."""
    if survey.application.state in PENDING:
        return []
    return [f"{survey.application} is now “{survey.application.get_state_display()}”, so there is nothing to survey."]


@guard
def surveyor_can_come(survey, *, surveyor):
    """Valid credentials, no conflict, and not the surveyor of an earlier survey of this application."""
    return objections(surveyor, Facts.of(survey))


@guard
def surveyor_free_as_pencilled(survey, *, surveyor, pencilled):
    """A day in pencil is one on which the surveyor is free."""
    return busy_on(survey, surveyor, days(pencilled or {}))


@guard
def surveyor_declared(survey):
    """The surveyor answers for themselves."""
    if conflicts.cleared(survey, survey.surveyor, "surveyor"):
        return []
    return [f"{survey.surveyor} has not yet declared that there is no conflict of interest."]


@guard
def practice_declared(survey):
    """One of those who sign for the practice answers for it."""
    if practice_cleared(survey):
        return []
    return ["The practice has not yet declared that there is no conflict of interest."]


@guard
def days_offered_or_agreed(survey, *, plan, agreed=""):
    """A day is one that the practice offered, or one agreed with it since."""
    today, offered = clock.today(), survey.application.offered_dates()
    past = [f"{day:%B %-d, %Y} is past: choose a later day." for day in days(plan) if day < today]
    if agreed.strip():
        return past
    return past + [
        f"{day:%B %-d, %Y} is not among the days offered: choose one of those, or say how it was agreed."
        for day in days(plan)
        if day not in offered
    ]


@guard
def sites_covered(survey, *, plan):
    """An initial survey visits every site of the sampling rule; a further one each that has a finding to confirm."""
    if not plan:
        return ["Choose a day for at least one site."]
    own = set(survey.application.sites())
    foreign = [f"{site} does not belong to this application." for site in plan if site not in own]
    required = sites_to_visit(survey.application) if survey.kind == Kind.INITIAL else sites_with_open_findings(survey)
    return foreign + [f"{site} has to be visited too: choose a day for it." for site in required if site not in plan]


@guard
def itinerary_fits(survey, *, plan, held):
    """The visits of a day follow one another, and are held in the way the survey is."""
    return against(survey, plan, held)


@guard
def surveyor_free(survey, *, plan):
    """Free on each day, and with credentials that last that long."""
    busy = busy_on(survey, survey.surveyor, days(plan))
    lacking = survey.surveyor.surveyor.lacking(max(days(plan), default=clock.today()))
    return busy + [f"{survey.surveyor}: {name} will not be valid on that day." for name in lacking]


@guard
def first_day_come(survey, *, check_out=False):
    """A survey begins on its first day; only checked out for work without a network may it begin before."""
    first = survey.first_day()
    if not check_out and first and clock.today() < first:
        return [f"The first visit is on {first:%B %-d, %Y}: the survey can begin on that day."]
    return []


@guard
def findings_complete(survey):
    """Every standard rated at every visit, nothing put off, and written down why where that is needed."""
    missing = gaps.still_missing(survey.findings())
    if len(missing) <= SHOWN:
        return missing
    return [*missing[:SHOWN], f"And {len(missing) - SHOWN} more: the findings page lists them all."]


@guard
def photos_arrived(survey):
    """What is signed is all here: a photo that only a tablet has is sent, or taken off, first."""
    missing = survey.photos.kept().filter(stored=None).count()
    if not missing:
        return []
    photos = "1 photo is" if missing == 1 else f"{missing} photos are"
    return [f"{photos} still on a tablet: open the findings there with a network, or take them off."]


@guard
def as_it_was_shown(survey, *, seen):
    """What is signed is what the surveyor saw: another tablet may have sent more since."""
    if seen == digest(survey):
        return []
    return ["Findings have changed since this page was opened. Look at them once more, then sign."]


@guard
def signed_by_the_surveyor(survey, *, signature):
    """Findings are signed with the name on the account."""
    if signature.strip().casefold() == str(survey.surveyor).casefold():
        return []
    return [f"Sign with your name as it stands on your account: {survey.surveyor}."]


def busy_on(survey, surveyor, days) -> list[str]:
    taken = surveyor.busy_days.filter(on__in=days).exclude(survey=survey).values_list("on", flat=True)
    return [f"{surveyor} is taken on {day:%B %-d, %Y}: choose another day." for day in taken]


def sites_with_open_findings(survey) -> list:
    """Where the survey before found something unmet: this one has to say of each whether it is closed."""
    return list(dict.fromkeys(finding.visit.site for finding in survey.follows.findings().unmet()))


def days(plan) -> list:
    return sorted(set(plan.values()))


SHOWN = 8
