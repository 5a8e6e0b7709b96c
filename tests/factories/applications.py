"""Applications in every state, and practices that may apply. An impossible record is refused by the constraints."""

import datetime

import factory

from applications.actions import invoices
from applications.actions.catalogue import bring_in_what_is_delivered
from applications.actions.examples import fill_in
from applications.actions.opening import open_application
from applications.models import Application, Edition
from applications.states import State
from practices import scoring
from practices.models import (
    MeasureSet,
    MembershipRole,
    Round,
    ScoreResult,
    ScoreSubmission,
    WebinarAttendance,
    WebinarSession,
)
from practices.states import ScoreState
from qcp import clock
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.deadlines.lengths import add_days, add_years
from qcp.workflow.models import Case
from qcp.workflow.system import SYSTEM

from .practices import MembershipFactory, PracticeFactory, SiteFactory, TaxIdFactory


def catalogue():
    """The delivered standards, agreements and fees."""
    bring_in_what_is_delivered()


EIGHTY = scoring.Figures(
    track=scoring.QCP_TRACK,
    strategy="opportunity_weighted",
    threshold_percent=75,
    oncologist_hours=40,
    chart_minimum=100,
    measures=(scoring.MeasureLine("CORE1", scoring.CORE, "proportion", 80, 100),),
    modules=(scoring.ModuleLine(scoring.CORE, target=100, eligible=100, abstracted=100),),
)


def qualify(practice, *, report_on=None):
    """A final score that qualifies, and somebody of the practice at the webinar."""
    report_on = report_on or add_days(clock.today(), -30)
    measure_set, _ = MeasureSet.objects.get_or_create(
        code="QCP", version=1, defaults={"track": "QCP", "threshold_percent": 75, "strategy": "opportunity_weighted"}
    )
    round_, _ = Round.objects.get_or_create(
        code=f"{report_on:%Y%m%d}",
        track="QCP",
        defaults={"measure_set": measure_set, "opens_on": report_on, "closes_on": report_on, "report_on": report_on},
    )
    submission = ScoreSubmission.objects.create(
        case=Case.objects.create(),
        practice=practice,
        round=round_,
        state=ScoreState.FINAL,
        submitted_on=report_on,
        finalized_on=report_on,
    )
    judged = scoring.judge(EIGHTY)
    ScoreResult.objects.create(
        submission=submission,
        inputs=EIGHTY.as_json(),
        strategy=EIGHTY.strategy,
        numerator=judged.numerator,
        denominator=judged.denominator,
        percent=judged.percent,
        meets_percentage=judged.meets_percentage,
        qualifies=judged.qualifies,
        valid_until=add_years(report_on, 1),
    )
    attend(practice, on=report_on)
    return submission


def attend(practice, *, on):
    session = WebinarSession.objects.create(kind="live", title="Basics of certification", held_on=on)
    person = practice.memberships.first().user
    return WebinarAttendance.objects.create(
        case=Case.objects.create(),
        session=session,
        practice=practice,
        person=person,
        attended_on=on,
        valid_until=add_years(on, 1),
        recorded_by=person,
    )


def practice_of(signatory, editor=None, viewer=None, *, sites=1, **given):
    """A practice with people, a Tax ID and sites, not yet qualified."""
    practice = PracticeFactory(**given)
    roles = {MembershipRole.SIGNATORY: signatory, MembershipRole.EDITOR: editor, MembershipRole.VIEWER: viewer}
    for role, user in roles.items():
        if user:
            MembershipFactory(practice=practice, user=user, role=role)
    TaxIdFactory(practice=practice)
    for number in range(sites):
        SiteFactory(practice=practice, is_main=number == 0)
    return practice


def fill(application, *, by, but=()):
    """Everything done but for the steps named in `but`."""
    return fill_in(application, by=by, but=but)


def pay_the_fee(application):
    """Invoice and payment of the application fee."""
    invoice = invoices.issue(application, by=SYSTEM)
    return invoices.pay(invoice, by=SYSTEM, paid_by="cheque", reference="1001", received_on=clock.today())


def complete_application(practice, *, by):
    """Opened and filled in through the real actions, ready to be submitted."""
    return fill(open_application(practice, by=by), by=by)


class ApplicationFactory(factory.django.DjangoModelFactory):
    """A row as it would stand; `submitted`, `survey_ready` ... set what that state needs."""

    class Meta:
        model = Application

    class Params:
        submitted = factory.Trait(
            state=State.SUBMITTED,
            **(
                was_submitted := {
                    "submitted_on": factory.LazyFunction(clock.today),
                    "edition": factory.LazyFunction(lambda: Edition.objects.in_force(clock.today()) or an_edition()),
                }
            ),
        )
        returned = factory.Trait(state=State.RETURNED, **was_submitted)
        survey_ready = factory.Trait(
            state=State.SURVEY_READY, pending_on=factory.SelfAttribute("submitted_on"), **was_submitted
        )
        in_survey = factory.Trait(survey_ready=True, state=State.IN_SURVEY)
        in_compliance = factory.Trait(survey_ready=True, state=State.IN_COMPLIANCE)
        ended = factory.Trait(ended_on=factory.LazyFunction(clock.today))
        certified = factory.Trait(survey_ready=True, ended=True, state=State.CERTIFIED)
        denied = factory.Trait(survey_ready=True, ended=True, state=State.DENIED)
        lapsed = factory.Trait(survey_ready=True, ended=True, state=State.LAPSED)
        withdrawn = factory.Trait(ended=True, state=State.WITHDRAWN)

    case = factory.LazyFunction(Case.objects.create)
    practice = factory.SubFactory(PracticeFactory)


def pending_until(final_deadline, practice, **traits):
    """An application that was accepted a year before that day, with the clocks of its acceptance."""
    start = add_years(final_deadline, -1)
    given = {"submitted_on": start, "pending_on": start} | (traits or {"survey_ready": True})
    application = ApplicationFactory(practice=practice, **given)
    for kind in (Kind.FINAL_DEADLINE, Kind.LAST_EVIDENCE):
        with clock.at(datetime.datetime.combine(start, datetime.time(17), datetime.UTC)):
            deadlines.open(application, kind, because="The application was accepted", start=start)
    return application


def an_edition():
    return Edition.objects.create(code="TEST", effective_on=datetime.date(2020, 1, 1))


TRAITS = {state: {} if state == State.DRAFT else {state.value: True} for state in State}
