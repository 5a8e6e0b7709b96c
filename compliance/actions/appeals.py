"""What happens with an appeal: filed in time or refused, a panel named, a hearing, a decision by majority."""

from django.db import transaction

from applications.states import State as ApplicationState
from compliance import notices, policies
from compliance.models import Appeal, AppealGroundNamed, AppealVote
from compliance.queries.appeals import appeal_clock, denial_of, what_else
from compliance.queries.appeals import letter_of_appeal as words
from compliance.readiness import award_problems
from compliance.states import APPEAL_HEARD, AppealGround, AppealState, AppealVerdict, Outcome, Remedy
from qcp import clock
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.documents import letters
from qcp.documents.uploads import receive
from qcp.notices.outbox import enqueue
from qcp.workflow import chain
from qcp.workflow.actions import action
from qcp.workflow.advance import advance, hold
from qcp.workflow.models import Case
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate, Refused
from qcp.workflow.system import SYSTEM

from . import decisions, naming

OPEN_TO_APPEAL = (ApplicationState.DENIED, ApplicationState.LAPSED)


# --- Filed --------------------------------------------------------------------------------------


def file(application, *, by, grounds, statement, upload=None):
    """The signatory appeals: in time somebody is named to lead the case; too late it is recorded and refused."""
    with transaction.atomic():
        application = hold(application)
        refuse_filing(application, by, grounds, statement)
        running = appeal_clock(application)
        appeal = Appeal.objects.create(
            case=Case.objects.create(),
            application=application,
            against=application.version,
            denial=denial_of(application),
            filed_by=by,
            last_day=running and running.due_on,
            statement=statement.strip(),
        )
        chain.begin(appeal, by=by)
        AppealGroundNamed.objects.bulk_create(AppealGroundNamed(appeal=appeal, ground=each) for each in grounds)
        if upload:
            receive(upload, subject=appeal, by=by, purpose="appeal")
        if appeal.is_late:
            return refuse_late(appeal, by=SYSTEM)
        deadlines.close(application, Kind.APPEAL)
        enqueue(notices.APPEAL_FILED, appeal)
        naming.name_lead(appeal)
    return appeal


def refuse_filing(application, by, grounds, statement) -> None:
    if application.case.closed_to(by) or not policies.may_appeal(application, by):
        raise NotAllowed("An appeal is filed by the practice's signatory.")
    if application.state not in OPEN_TO_APPEAL:
        raise OutOfDate(
            f"The application is “{application.get_state_display()}”. An appeal is possible after a denial or a lapse."
        )
    if application.appeals.filter(against=application.version).exists():
        raise OutOfDate("An appeal was filed already, and there is one for each denial.")
    problems = [] if statement.strip() else ["Statement: say what was wrong with the decision, and why."]
    if not grounds or set(grounds) - set(AppealGround.values):
        problems.insert(0, "Grounds: choose at least one.")
    if problems:
        raise NotReady(*problems)


def refuse_late(appeal, *, by=SYSTEM, note=""):
    """It came after the last day: recorded, and answered with what else is possible."""
    with advance(appeal, "refuse_late", by=by, note=note) as appeal:
        enqueue(notices.APPEAL_REFUSED_LATE, appeal, else_possible=what_else(appeal))
    return appeal


def add_file(appeal, *, by, upload):
    """More evidence, as long as the panel has not heard the case."""
    with transaction.atomic():
        appeal = hold(appeal)
        if appeal.case.closed_to(by) or not policies.may_act_on_appeal(appeal, by):
            raise NotAllowed("Evidence is added by the practice's signatory.")
        if appeal.is_over or appeal.state in APPEAL_HEARD:
            raise OutOfDate("The panel has heard the case, so nothing can be added any more.")
        return receive(upload, subject=appeal, by=by, purpose="appeal")


def file_checked(appeal, stored) -> None:
    """The file shows on the page with its verdict; nothing waits for it."""


def conflict_answered(appeal, question):
    """Somebody named answered."""
    naming.answered(appeal, question)


# --- Heard --------------------------------------------------------------------------------------


def name_panel(appeal, *, by, note=""):
    """Three members are clear of conflicts: the practice learns that its panel sits."""
    with advance(appeal, "name_panel", by=by, note=note) as appeal:
        enqueue(notices.APPEAL_PANEL_NAMED, appeal)
    return appeal


def set_hearing(appeal, *, by, on, place):
    """The office sets day and place of the hearing, or changes them; both sides are told."""
    with transaction.atomic():
        appeal = hold(appeal)
        if appeal.case.closed_to(by) or not policies.may_run_case(appeal, by):
            raise NotAllowed("The hearing is set by those of the office who lead the case.")
        if appeal.state != AppealState.PANEL_NAMED:
            raise OutOfDate("A hearing is set while the panel sits and has not heard the case yet.")
        if on < clock.today():
            raise NotReady("Day of the hearing: choose today or a later day.")
        appeal.hearing_on, appeal.hearing_place = on, place.strip()
        appeal.save(update_fields=["hearing_on", "hearing_place"])
        enqueue(notices.APPEAL_HEARING_SET, appeal, occasion=f"h{on}")
    return appeal


def hear(appeal, *, by, on=None, waived=False, record, note=""):
    """The hearing was held, or the practice waived it; the members of the panel decide now."""
    with advance(appeal, "hear", by=by, note=note, on=on, waived=waived, record=record) as appeal:
        enqueue(notices.APPEAL_HEARD, appeal)
    return appeal


# --- Decided ------------------------------------------------------------------------------------


def vote(appeal, *, by, verdict, reasons, remedy="", final_deadline=None):
    """A member of the panel decides, with reasons. Once all three have, what the majority wants is done."""
    with transaction.atomic():
        appeal = hold(appeal)
        refuse_vote(appeal, by, verdict, reasons, remedy, final_deadline)
        overturns = verdict == AppealVerdict.OVERTURN
        AppealVote.objects.create(
            appeal=appeal,
            member=by,
            verdict=verdict,
            reasons=reasons.strip(),
            remedy=remedy if overturns else "",
            final_deadline=final_deadline if overturns else None,
        )
        if len(appeal.votes_that_count()) == naming.SEATS:
            conclude(appeal, by)
    return Appeal.objects.get(pk=appeal.pk)


def refuse_vote(appeal, by, verdict, reasons, remedy, final_deadline) -> None:
    if appeal.case.closed_to(by) or not policies.may_sit(appeal, by):
        raise NotAllowed("The members of the panel decide, once each has answered about conflicts of interest.")
    if appeal.state != AppealState.HEARD:
        raise OutOfDate("Members vote after the hearing, until the appeal is decided.")
    if appeal.has_voted(by):
        raise OutOfDate("Your vote is recorded already, and it stands.")
    problems = [] if reasons.strip() else ["Reasons: say why; the practice reads those of the majority."]
    if verdict == AppealVerdict.OVERTURN:
        problems += remedy_objections(appeal, remedy, final_deadline)
    if problems:
        raise NotReady(*problems)


def remedy_objections(appeal, remedy, final_deadline) -> list[str]:
    """A vote to overturn says what follows, and by when the practice has to be done."""
    problems = [] if remedy in Remedy.values else ["What follows: choose an award or the reopening."]
    last = deadlines.due_on(Kind.FINAL_DEADLINE, clock.today())
    if final_deadline is None or not clock.today() < final_deadline <= last:
        problems.append(f"New final deadline: choose a day after today and not after {last:%B %-d, %Y}.")
    return problems + (award_problems(appeal.application) if remedy == Remedy.AWARD else [])


def conclude(appeal, by) -> None:
    """Do what the majority wants; if something stands in the way, the button stays and says so."""
    overturned = sum(vote.verdict == AppealVerdict.OVERTURN for vote in appeal.votes_that_count()) > 1
    try:
        with transaction.atomic():
            (overturn if overturned else uphold)(appeal, by=by)
    except Refused as refusal:
        enqueue(notices.APPEAL_HELD_UP, appeal, occasion=f"w{appeal.version}", problems=refusal.problems)


def uphold(appeal, *, by, note=""):
    """The denial stands: a letter with the reasons of the majority."""
    with advance(appeal, "uphold", by=by, note=note) as appeal:
        write_letter(appeal)
        enqueue(notices.APPEAL_UPHELD, appeal, else_possible=what_else(appeal))
    return appeal


def overturn(appeal, *, by, note=""):
    """The denial falls: the application opens again with the panel's final deadline, and an award may be proposed."""
    with advance(appeal, "overturn", by=by, note=note) as appeal:
        reopen, final = action(appeal.application, "reopen"), appeal.final_deadline
        application = reopen(appeal.application, by=SYSTEM, note=f"{appeal}.", final_deadline=final)
        if appeal.remedy == Remedy.AWARD:
            report = application.reports.in_force().first()
            decisions.open_decision(application, report, by, Outcome.AWARD, "")
        write_letter(appeal)
        enqueue(notices.APPEAL_OVERTURNED, appeal)
    return appeal


def write_letter(appeal) -> None:
    title = f"Decision on the appeal about {appeal.application.reference}"
    letters.freeze(appeal, "appeal-decision", title=title, data=words(appeal))


def withdraw(appeal, *, by, note=""):
    """The practice gives its appeal up; the denial stands."""
    with advance(appeal, "withdraw", by=by, note=note) as appeal:
        enqueue(notices.APPEAL_WITHDRAWN, appeal)
    return appeal
