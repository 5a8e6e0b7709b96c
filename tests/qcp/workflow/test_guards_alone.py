"""Guards that another act usually forestalls: each holds also when it is the last one asked."""

import pytest

from applications import extending
from applications.actions import application as applications
from applications.actions import policies
from applications.models import Extension, PolicyDocument
from compliance.actions import appeals, assessment
from qcp import clock
from qcp.deadlines.lengths import add_days
from qcp.workflow import chain
from qcp.workflow.refusals import NotReady
from qcp.workflow.system import SYSTEM
from surveys.actions import survey as surveys
from tests.factories import appeals as appealed
from tests.factories import compliance as made
from tests.factories.applications import ApplicationFactory
from tests.factories.surveys import arranged, enlist, midday

pytestmark = pytest.mark.django_db


def test_what_has_ended_has_no_deadline_to_extend():
    ended, going_on = (
        Extension(application=ApplicationFactory(**{trait: True})) for trait in ("denied", "survey_ready")
    )

    assert extending.application_still_pending.missing(ended, {})
    assert extending.application_still_pending.missing(going_on, {}) == []


def test_a_file_without_the_word_of_the_check_stays_in_quarantine(olivia):
    application = ApplicationFactory(submitted=True)
    document = PolicyDocument.objects.create(case=application.case, application=application, title="Our rules")
    chain.begin(document, by=olivia)

    with pytest.raises(NotReady, match="check"):
        policies.clear(document, by=SYSTEM)


def test_nobody_withdraws_from_a_finding_of_misrepresentation(rita, olivia):
    report = made.in_review(rita, olivia)
    assessment.summarize(report, by=rita, summary="The log was made up.", misrepresentation=True)

    with pytest.raises(NotReady, match="misrepresented"):
        applications.withdraw(report.application, by=olivia)


def test_only_the_check_of_a_file_rejects_it(olivia):
    application = ApplicationFactory(submitted=True)
    document = PolicyDocument.objects.create(case=application.case, application=application, title="Our rules")
    chain.begin(document, by=olivia)

    with pytest.raises(NotReady, match="check has not refused it"):
        policies.reject(document, by=SYSTEM, note="By mistake.")


def test_a_survey_may_be_set_for_today_and_not_for_yesterday_and_leaves_out_no_site(sam, olivia, stella):
    enlist(sam)
    day = add_days(clock.today(), 30)
    survey = arranged(sam, olivia, stella, on=day)
    plan = dict.fromkeys(survey.application.sites(), day)
    first = next(iter(plan))
    with clock.at(midday(day)):
        assert surveys.reschedule(survey, by=stella, plan=plan, note="At another hour.").state == "scheduled"
        with pytest.raises(NotReady, match="has to be visited too"):
            surveys.reschedule(survey, by=stella, plan={first: day}, note="One is enough.")
    with clock.at(midday(add_days(day, 1))), pytest.raises(NotReady, match="is past"):
        surveys.reschedule(survey, by=stella, plan=plan, agreed="By telephone.", note="Too late.")


def test_nothing_is_upheld_without_a_majority(rita, olivia, mona):
    appeal = appealed.heard(rita, olivia, mona)

    with pytest.raises(NotReady):
        appeals.uphold(appeal, by=appealed.members()[0], note="Alone.")
    with pytest.raises(NotReady):
        appeals.overturn(appeal, by=appealed.members()[0], note="Alone.")
