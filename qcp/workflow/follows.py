"""What follows elsewhere when a record reaches a turning point, and who may still hold it back.

Imports run one way (compliance -> surveys -> applications -> practices), events also the other way: an application
that ends must cancel its survey. The functions are named here, in one table, and run in order inside the
same transaction. Each is called as `function(subject, **given)`.
"""

from django.utils.module_loading import import_string

FOLLOWS: dict[str, tuple[str, ...]] = {
    # an application was accepted for its survey: by
    "application-accepted": ("surveys.actions.ordering.application_accepted",),
    # staff completed a survey's report: by
    "survey-report-completed": ("compliance.actions.reports.draft_from_survey",),
    # an application ended with the certification: by
    "application-certified": (
        "applications.actions.extension.application_ended",
        "surveys.actions.feedback.application_decided",
    ),
    # staff determined a change of organisation, site by site: by
    "organisation-changed": (
        "applications.actions.consent.organisation_changed",
        "compliance.actions.changes.organisation_changed",
    ),
    # the new survey that a site needed after a change was settled: by
    "site-settled": ("compliance.actions.changes.site_settled",),
    # somebody accepted an invitation, perhaps to a practice
    "invitation-accepted": ("practices.actions.joining.invitation_accepted",),
    # somebody may sign for a practice from now on, or may no longer: person, signs
    "signatories-changed": ("surveys.actions.signatories.signatories_changed",),
    # a membership of a practice ended
    "member-left": ("applications.actions.assigning.member_left",),
    # a practice opted in to let its status go to a recipient
    "release-given": ("compliance.actions.announcing.release_given",),
    # an application was opened again after an appeal: by
    "application-reopened": (
        "surveys.actions.ordering.application_reopened",
        "compliance.actions.reopening.application_reopened",
    ),
    # an application was withdrawn, denied or lapsed: by (person or SYSTEM)
    "application-ended": (
        "applications.actions.extension.application_ended",
        "applications.actions.invoices.application_ended",
        "surveys.actions.endings.application_ended",
        "surveys.actions.feedback.application_decided",
        "compliance.actions.endings.application_ended",
    ),
}

ASKS: dict[str, tuple[str, ...]] = {
    # sentences that speak against correcting final QOPI scores
    "score-correct": (
        "applications.queries.scores.objects_to_correction",
        "practices.queries.waivers.objects_to_correction",
    ),
    # sentences that hold back the lapse of an application at its final deadline
    "application-lapse": (
        "applications.queries.extensions.holds_the_lapse",
        "compliance.readiness.holds_the_lapse",
    ),
    # sentences that hold back a withdrawal
    "application-withdraw": ("compliance.readiness.holds_the_withdrawal",),
}


def follow(event: str, subject, **given) -> None:
    """Do what follows from the event, in the order of the table."""
    for path in FOLLOWS[event]:
        import_string(path)(subject, **given)


def objections(event: str, subject) -> list[str]:
    """The sentences that speak against the event; none means it may go on."""
    return [sentence for path in ASKS[event] for sentence in import_string(path)(subject)]
