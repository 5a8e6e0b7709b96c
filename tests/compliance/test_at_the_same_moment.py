"""Two people, or two workers, at the same moment on real connections: one effect, and no deadlock."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from compliance.actions import decisions, items, plans, reports
from compliance.models import ActionPlan, Certification, Decision, ItemVerdict, ReleaseIntent, Report
from qcp import clock
from qcp.notices.models import Message
from qcp.workflow.refusals import Refused
from tests.factories import compliance as made
from tests.factories.compliance import UNMET

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="the test database of SQLite lives in one connection"),
]
TIMES = 4


def together(*acts) -> list:
    """Start all acts at once; what each came to, or the name of its refusal."""
    barrier = Barrier(len(acts))

    def run(act):
        barrier.wait()
        try:
            return act()
        except Refused as refusal:
            return type(refusal).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(run, act) for act in acts]]


def after_the_minute():
    return clock.now() + datetime.timedelta(seconds=61)


def test_workers_that_wake_together_release_once(olivia, rita, mona):
    decisions.release(made.proposed_award(rita, olivia), by=mona)

    assert sum(together(*[lambda: decisions.release_due(after_the_minute())] * TIMES)) == 1
    assert Certification.objects.count() == 1
    assert Message.objects.filter(notice="compliance.awarded").count() == 1


def test_an_undo_in_the_last_moment_wins_or_loses_whole(olivia, rita, mona):
    decision = decisions.release(made.proposed_award(rita, olivia), by=mona)

    together(lambda: decisions.undo_release(decision, by=mona), lambda: decisions.release_due(after_the_minute()))

    intent = ReleaseIntent.objects.get()
    released = Decision.objects.get().state == "released"
    assert (intent.done_at is not None, Certification.objects.count() == 1) == (released, released)
    assert (intent.undone_at is not None) != released


def test_a_report_is_issued_once(olivia, rita):
    report = made.in_review(rita, olivia, (UNMET,))
    made.assessment.confirm_the_rest(report, by=rita)

    answers = together(*[lambda: reports.issue(report, by=rita)] * TIMES)

    assert answers.count("OutOfDate") == TIMES - 1
    assert (Report.objects.get().requirements.count(), ActionPlan.objects.count()) == (1, 1)


def test_a_plan_is_sent_once_while_its_item_is_being_saved(olivia, rita):
    plan = made.open_plan(rita, olivia)
    item = plan.items.get()
    items.save_item(item, by=olivia, **made.PLANNED)

    together(
        lambda: plans.submit_plan(plan, by=olivia),
        lambda: plans.submit_plan(plan, by=olivia),
        lambda: items.save_item(item, by=olivia, owner="Another"),
    )

    assert (ActionPlan.objects.get().state, ActionPlan.objects.get().plan_round) == ("plan_submitted", 1)


def test_an_item_judged_twice_at_once_has_one_verdict(olivia, rita):
    item = made.submitted_plan(rita, olivia).items.get()

    together(*[lambda: items.judge(item, by=rita, verdict="accepted")] * TIMES)

    assert ItemVerdict.objects.count() == 1
