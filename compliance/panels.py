"""What a practice's page shows of its reports, plans, decisions and certifications."""

from compliance.models import ActionPlan, Certification, Decision, Report
from compliance.policies import may_propose
from compliance.readiness import DECIDABLE
from compliance.states import PUBLISHED, DecisionState, Outcome


def compliance(practice, user) -> dict:
    """What was issued and released, newest first; nothing that is still a draft, whoever looks."""
    own = {"application__practice": practice}
    reports = Report.objects.visible_to(user).filter(**own, state__in=PUBLISHED).for_list()
    plans = ActionPlan.objects.visible_to(user).filter(**own).for_list()
    decisions = Decision.objects.visible_to(user).filter(**own, state=DecisionState.RELEASED).for_list()
    certifications = Certification.objects.visible_to(user).filter(practice=practice).for_list()
    return {
        "template": "compliance/_of_practice.html",
        "records": [*certifications, *decisions, *plans, *reports],
        "deniable": deniable(practice, user),
    }


def deniable(practice, user):
    """The application that the office may propose to deny, as long as no report is in force; None for everyone else."""
    if not user.is_staff:
        return None
    open_ones = practice.applications.filter(state__in=DECIDABLE[Outcome.DENIAL])
    return next((each for each in open_ones if may_propose(each, user)), None)
