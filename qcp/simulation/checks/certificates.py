"""Certifications and what they rest on."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Count

from applications.queries.standards import applicable
from compliance.models import Certification, Decision, PlanItem
from compliance.states import IN_FORCE, DecisionState, Outcome, PlanState
from qcp.deadlines.lengths import add_years
from surveys.states import Rating

FULFILLED = (Rating.MET, Rating.NOT_APPLICABLE)


def every_standard_met():
    """Read from the reports themselves, without asking the guards of the award."""
    for certification in Certification.objects.select_related("application", "practice"):
        application = certification.application
        report = application.reports.filter(state="issued").exclude(survey__kind="verification").last()
        proven = set(
            PlanItem.objects.filter(plan__report=report, plan__state=PlanState.VERIFIED).values_list(
                "requirement__finding", flat=True
            )
        )
        findings = list(report.findings.select_related("standard", "site")) if report else []
        rated = {(finding.standard_id, finding.site_id) for finding in findings}
        sites = {site for _, site in rated}
        for standard in applicable(application):
            if not sites or any((standard.pk, site) not in rated for site in sites):
                yield f"{certification}: standard {standard.code} was not rated at every visited site."
        for finding in findings:
            if finding.assessed not in FULFILLED and finding.pk not in proven:
                yield f"{certification}: standard {finding.standard.code} at {finding.site.name} is not met."


def no_fee_unpaid():
    for certification in Certification.objects.select_related("application"):
        for invoice in certification.application.invoices.filter(state="open", issued_on__lt=certification.awarded_on):
            yield f"{certification}: {invoice} was unpaid at the award."


def terms():
    for certification in Certification.objects.select_related("renews"):
        if certification.expires_on != add_years(certification.starts_on, 3):
            yield f"{certification} does not run three years."
        before = certification.renews
        if before and certification.starts_on != before.expires_on:
            yield f"{certification} does not go on where {before} ended."


def one_in_force():
    in_force = Certification.objects.filter(state__in=IN_FORCE).order_by()
    for row in in_force.values("practice__number").annotate(count=Count("pk")).filter(count__gt=1):
        yield f"{row['practice__number']} has {row['count']} certifications in force."


def released_after_the_minute():
    wait = timedelta(seconds=settings.UNDO_SECONDS)
    for decision in Decision.objects.filter(state=DecisionState.RELEASED).prefetch_related("intents"):
        released = decision.history.get(move="release").at
        intents = [intent for intent in decision.intents.all() if intent.done_at]
        if not intents:
            yield f"{decision} was released without having been held."
        for intent in intents:
            if released - intent.made_at < wait:
                yield f"{decision} was released within the minute."
    for decision in Decision.objects.exclude(state=DecisionState.RELEASED).filter(outcome=Outcome.AWARD):
        if decision.intents.exclude(done_at=None).exists():
            yield f"{decision} is carried out but not released."
