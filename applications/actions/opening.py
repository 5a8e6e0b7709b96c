"""Opening an application: the only way in, with every reason why not in words."""

from django.db import IntegrityError, transaction

from applications import notices, policies, qualification, questions
from applications.models import Answer, Application
from applications.states import ApplicationKind
from applications.steps import STEPS
from qcp import clock
from qcp.notices.outbox import enqueue
from qcp.workflow import chain
from qcp.workflow.models import Case
from qcp.workflow.refusals import NotAllowed, NotReady

TRIES = 3


def problems(practice) -> list[str]:
    """Why the practice cannot open an application today."""
    running = practice.applications.open().first()
    if running:
        return [f"The practice has an open application already: {running.reference}. Go on with that one."]
    return qualification.problems(practice, clock.today())


def kind_for(practice) -> ApplicationKind:
    """A practice whose certification is in force applies for the next one."""
    renews = practice.certifications.in_force().exists()
    return ApplicationKind.RECERTIFICATION if renews else ApplicationKind.FIRST


def open_application(practice, *, by, kind=None) -> Application:
    """An editor or signatory opens the practice's application; the answers follow step by step."""
    if not policies.may_open(practice, by):
        raise NotAllowed("Opening an application is for the practice's editors and signatories.")
    if found := problems(practice):
        raise NotReady(*found)
    for attempt in range(1, TRIES + 1):
        try:
            with transaction.atomic():
                return create(practice, by, kind or kind_for(practice))
        except IntegrityError:  # somebody else took the number, or opened one for this practice
            if attempt == TRIES or problems(practice):
                break
    raise NotReady(*(problems(practice) or ["Somebody else was just doing the same. Try again."]))


def carry_over(application) -> None:
    """It begins with what the last application answered: to be looked through page by page. Survey days are new."""
    if application.previous is None:
        return
    sites = {str(site.pk) for site in application.facts.sites}
    Answer.objects.bulk_create(
        Answer(
            application=application,
            topic=topic,
            name=name,
            value=application.answers_before[name],
            revision=0,
            saved_by=application.saved_by,
        )
        for name, topic in topics_by_name(application).items()
        if "-" not in name or name.partition("-")[2] in sites
    )


def topics_by_name(application) -> dict[str, str]:
    """Answer of the last application -> the page on which it is asked now."""
    pages = [topic for step in STEPS for topic in application.topics(step.slug)]
    asked = {question.key: topic.slug for topic in pages for question in topic.questions}
    before = [name for name, value in application.answers_before.items() if value]
    return {name: asked[name.split("-")[0]] for name in before if name.split("-")[0] in asked}


def create(practice, by, kind) -> Application:
    application = Application.objects.create(
        case=Case.objects.create(),
        practice=practice,
        kind=kind,
        score_submission=qualification.qualifying_score(practice, clock.today()),
        questions_version=questions.newest(),
        saved_by=by,
        saved_at=clock.now(),
    )
    chain.begin(application, by=by)
    carry_over(application)
    enqueue(notices.OPENED, application)
    return application
