"""Who has taken part in a case before, in any capacity: they sit on no panel that looks at it again."""

from practices.models import ScoreSubmission
from qcp.access.models import ConflictQuestion, Named
from qcp.accounts.models import OFFICE, Role, User
from qcp.workflow.machines import history_of, models
from qcp.workflow.models import Case


def took_part(cases) -> set:
    """Ids of everybody who made a move in one of the cases, or was asked to do something there."""
    cases = list(cases)
    found = [history_of(model)._base_manager.filter(case__in=cases).exclude(actor=None) for model in models()]
    asked = ConflictQuestion.objects.filter(case__in=cases)
    named = Named.objects.filter(case__in=cases)
    ids = [lines.order_by().values_list("actor") for lines in found]
    ids += [asked.order_by().values_list("asked_of"), named.order_by().values_list("user")]
    return {identity for (identity,) in ids[0].union(*ids[1:])}


def cases_behind(application) -> list:
    """The application's own case, those of the practice's scores and waivers, and of every appeal about it."""
    scores = ScoreSubmission.objects.filter(practice=application.practice_id).values_list("case", flat=True)
    return [application.case_id, *scores, *application.appeals.values_list("case", flat=True)]


def assigned(application) -> set:
    """Surveyors, reviewers and proposers, whoever pressed the button."""
    return {
        *application.surveys.exclude(surveyor=None).values_list("surveyor", flat=True),
        *application.reports.exclude(reviewer=None).values_list("reviewer", flat=True),
        *application.decisions.values_list("proposer", flat=True),
    }


def stepped_off(cases) -> set:
    return set(Case.objects.filter(pk__in=list(cases), recusals__isnull=False).values_list("recusals__user", flat=True))


def barred(record) -> set:
    """Ids of those who may not sit on the record's panel. Whoever is asked for this very record is barred too."""
    cases = [record.case_id, *cases_behind(record.application)]
    return took_part(cases) | assigned(record.application) | stepped_off(cases)


def panel_candidates(record):
    """Members of the Oversight Council who may be asked."""
    return User.objects.in_role(Role.COUNCIL).exclude(pk__in=barred(record)).order_by("name")


def candidates(record):
    """Everybody who may be named now: colleagues always, members of the council while a panel is being found."""
    gone = stepped_off([record.case_id, *(case.pk for case in record.cases_behind())])
    gone |= set(record.case.named.standing().values_list("user", flat=True))
    office = User.objects.in_role(*OFFICE).exclude(pk__in=gone)
    panel = panel_candidates(record) if record.takes_a_panel else User.objects.none()
    return (office | panel).order_by("role", "name")
