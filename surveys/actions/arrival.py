"""Who receives the surveyor at a site, how to get in, and the link of a visit by video: told by the practice."""

from django.db import transaction

from qcp.workflow.advance import hold
from qcp.workflow.refusals import NotAllowed

from .. import policies
from ..models import Visit


@transaction.atomic
def tell(survey, told: dict, *, by) -> None:
    """told: visit -> those of its fields that were asked for. It can be changed until the findings are in."""
    survey = hold(survey)
    if survey.case.closed_to(by) or not policies.may_tell_arrival(survey, by):
        raise NotAllowed("This is told by the practice, from the day the date is set until the findings are in.")
    for visit, fields in told.items():
        Visit.objects.filter(survey=survey, pk=visit.pk).update(**fields)
