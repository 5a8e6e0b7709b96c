"""Which sites a survey visits, and on which days it would be best, as a proposal to start from."""

from .sampling import in_order, sites_to_visit
from .states import Kind


def sites_of(survey) -> list:
    """Those of the sampling rule; for a further survey every site that treats patients can be chosen."""
    if survey.kind == Kind.INITIAL:
        return sites_to_visit(survey.application)
    return in_order(site for site in survey.application.sites() if site.treats_here)


def spread(sites, days, first=None) -> dict:
    """Site -> day: one site a day from the first day on, on its treatment days if it has any; the last day is shared.

    sites: site -> weekdays on which it treats, or nothing where that is not known.
    """
    left = [day for day in sorted(days) if first is None or day >= first]
    plan: dict = {}
    for site, weekdays in sites.items():
        if not left:
            break
        open_days = [day for day in left if day not in plan.values()] or left[-1:]
        plan[site] = next((day for day in open_days if not weekdays or day.weekday() in weekdays), open_days[0])
    return plan
