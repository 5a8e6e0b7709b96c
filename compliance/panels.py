"""What a practice's page shows of its reports, plans, decisions and certifications."""

from compliance.models import ActionPlan, Certification, Decision, Report
from compliance.states import PUBLISHED, DecisionState


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
    }
