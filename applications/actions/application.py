"""Every move of an application, and what follows from it. One function per move, each in one transaction."""

from applications import notices, qualification
from applications.actions import returning
from applications.actions.letters import denial_words, receipt_words
from applications.models import IncludedSite
from applications.states import State
from qcp import clock
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.documents.letters import freeze
from qcp.notices.outbox import draft, enqueue
from qcp.workflow.advance import advance
from qcp.workflow.follows import follow

OWN_CLOCKS = (Kind.COMPLETENESS_REVIEW, Kind.SURVEYOR_NAMED, Kind.FINAL_DEADLINE, Kind.LAST_EVIDENCE)


def submit(application, *, by, note=""):
    """The signatory sends it in: edition and sites are fixed, the office's review clock starts, a receipt is frozen."""
    edition = application.judged_by()
    score = qualification.qualifying_score(application.practice, clock.today())
    sites = list(application.sites())
    with advance(application, "submit", by=by, note=note, edition=edition, score=score) as application:
        application.included_sites.all().delete()
        IncludedSite.objects.bulk_create(IncludedSite(application=application, site=site) for site in sites)
        deadlines.open(application, Kind.COMPLETENESS_REVIEW, because="The practice submitted its application")
        title = f"Receipt for application {application.reference}"
        freeze(application, template="application-receipt", title=title, data=receipt_words(application, by))
        enqueue(notices.SUBMITTED, application)
        enqueue(notices.RECEIVED, application)
    return application


def return_(application, *, by, note="", steps=None, questions=None, letter=""):
    """Staff send named steps or single questions back, each with what is to be changed. What was paid stays paid.

    steps: step -> reason. questions: name of the answer -> reason. The review clock ends.
    letter: what the office wrote in place of the usual words around them.
    """
    asked = returning.asked_for(application, steps or {}, questions or {})
    note = note or " ".join(f"{each.title}: {each.reason}" for each in asked)
    with advance(application, "return", by=by, note=note, steps=asked) as application:
        returning.write(application, asked, by)
        deadlines.close(application, Kind.COMPLETENESS_REVIEW)
        enqueue(notices.RETURNED, application, steps=said(asked), instead=letter)
    return application


def said(asked) -> list[tuple[str, str]]:
    """As the letter lists them."""
    return [(each.title, each.reason) for each in asked]


def letter_of_return(application, *, steps, questions) -> str:
    """The one letter with all the reasons, for the office to write on before it is sent."""
    return draft(notices.RETURNED, application, steps=said(returning.asked_for(application, steps, questions)))


def accept(application, *, by, note=""):
    """Staff accept it: Certification Pending, counted from the day of this submission; the survey can be arranged."""
    with advance(application, "accept", by=by, note=note) as application:
        since, because = application.pending_on, "The application was accepted: Certification Pending"
        deadlines.close(application, Kind.COMPLETENESS_REVIEW)
        if application.kind == application.Kind.FIRST:
            deadlines.open(application, Kind.FINAL_DEADLINE, because=because, start=since)
        deadlines.open(application, Kind.LAST_EVIDENCE, because=because, start=since)
        deadlines.open(application, Kind.SURVEYOR_NAMED, because="The application was accepted")
        enqueue(notices.ACCEPTED, application)
        follow("application-accepted", application, by=by)
    return application


def start_survey(application, *, by, note=""):
    """The first survey has its date."""
    with advance(application, "start_survey", by=by, note=note) as application:
        deadlines.close(application, Kind.SURVEYOR_NAMED)
    return application


def enter_compliance(application, *, by, note=""):
    """The report asks for changes; the action plan and its clock come with it."""
    with advance(application, "enter_compliance", by=by, note=note) as application:
        pass
    return application


def certify(application, *, by, note=""):
    """The award was released: nothing of the application is owed any more."""
    with advance(application, "certify", by=by, note=note) as application:
        deadlines.close(application, Kind.FINAL_DEADLINE)
        deadlines.close(application, Kind.LAST_EVIDENCE)
        deadlines.cancel(application, Kind.SURVEYOR_NAMED)
        follow("application-certified", application, by=by)
    return application


def deny(application, *, by, note=""):
    """The denial was released. Its letter, once delivered, starts the clock of the appeal."""
    with advance(application, "deny", by=by, note=note) as application:
        end(application, by)
        enqueue(notices.DENIED, application, reason=note)
    return application


def lapse(application, *, by, note=""):
    """The final deadline passed without full compliance: a letter with the right to appeal."""
    with advance(application, "lapse", by=by, note=note) as application:
        deadlines.close(application, Kind.FINAL_DEADLINE)
        end(application, by)
        title = f"Application {application.reference} has lapsed"
        freeze(application, template="application-lapsed", title=title, data=denial_words(application))
        enqueue(notices.LAPSED, application)
    return application


def reopen(application, *, by, note="", final_deadline):
    """An appeal was won without an award: back to compliance, with the last day that the panel set."""
    with advance(application, "reopen", by=by, note=note, final_deadline=final_deadline) as application:
        deadlines.cancel(application, Kind.APPEAL)
        deadlines.open(
            application,
            Kind.FINAL_DEADLINE,
            because="An appeal was decided in favour of the practice",
            start=application.pending_on,
            due=final_deadline,
        )
        owe_evidence_before(application, final_deadline)
        follow("application-reopened", application, by=by)
        enqueue(notices.REOPENED, application, final_deadline=final_deadline)
    return application


def owe_evidence_before(application, final_deadline) -> None:
    """The last day for evidence keeps its distance from the final deadline, where that day still lies ahead."""
    final, evidence = (
        deadlines.due_on(kind, application.pending_on) for kind in (Kind.FINAL_DEADLINE, Kind.LAST_EVIDENCE)
    )
    last = final_deadline - (final - evidence)
    if last >= clock.today():
        because = "An appeal was decided in favour of the practice"
        deadlines.open(application, Kind.LAST_EVIDENCE, because=because, start=application.pending_on, due=last)


def withdraw(application, *, by, note=""):
    """The signatory gives the application up; whatever hangs on it ends with it."""
    with advance(application, "withdraw", by=by, note=note) as application:
        end(application, by)
        enqueue(notices.WITHDRAWN, application)
    return application


def end(application, by) -> None:
    """Nothing is owed any more, and what was going on in survey and compliance ends."""
    deadlines.cancel(application, *OWN_CLOCKS)
    follow("application-ended", application, by=by)


def letter_received(application, *, on) -> None:
    """The letter of a denial or lapse reached the practice: from this day it may appeal."""
    if application.state in (State.DENIED, State.LAPSED):
        deadlines.open(application, Kind.APPEAL, because="The decision reached the practice", start=on)


def file_checked(application, stored) -> None:
    """A file of this case was checked. Its own record moves; the application waits for nothing."""
