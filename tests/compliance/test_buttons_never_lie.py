"""For every record at every point, every person and every move: it works exactly when its button is offered."""

import pytest
from django.db import transaction

from compliance.actions import assessment, certifications, corrections, decisions, items, plans, reports
from compliance.models import ActionPlan, Certification, Decision, Report
from qcp.workflow.actions import action
from qcp.workflow.moves import moves_for, steps
from qcp.workflow.refusals import Refused
from qcp.workflow.system import SYSTEM
from tests.factories import compliance as made
from tests.factories.compliance import PLANNED, UNMET
from tests.foretelling import assert_foretold


def assessed(rita, olivia, mona):
    report = made.in_review(rita, olivia, (UNMET,))
    assessment.confirm_the_rest(report, by=rita)
    return report


def superseded(rita, olivia, mona):
    return reports.supersede(made.issued(rita, olivia), by=SYSTEM, note="A later one.")


def correction(rita, olivia, mona):
    return corrections.correct(made.issued(rita, olivia), by=mona, because="Mistyped.")


def filled_plan(rita, olivia, mona):
    plan = made.open_plan(rita, olivia)
    items.save_item(plan.items.get(), by=olivia, **PLANNED)
    return plan


def judged(plan, rita, verdict):
    items.judge(plan.items.get(), by=rita, verdict=verdict, reason="Look again.")
    return plan


def judged_plan(verdict):
    return lambda rita, olivia, mona: judged(made.submitted_plan(rita, olivia), rita, verdict)


def judged_evidence(verdict):
    return lambda rita, olivia, mona: judged(made.proven_plan(rita, olivia), rita, verdict)


def proved_plan(rita, olivia, mona):
    plan = made.accepted_plan(rita, olivia)
    made.prove(plan.items.get(), olivia)
    return plan


def closed_plan(rita, olivia, mona):
    return plans.close(made.open_plan(rita, olivia), by=SYSTEM, note="Over.")


def released(rita, olivia, mona):
    return decisions.carry_out(made.proposed_award(rita, olivia), by=mona)


def sent_back(rita, olivia, mona):
    return decisions.send_back(made.proposed_award(rita, olivia), by=mona, note="Again.")


def ended(rita, olivia, mona):
    return certifications.surrender(made.certified(rita, olivia, mona), by=olivia)


POINTS = {
    "report drafted": lambda rita, olivia, mona: made.drafted(olivia),
    "report in review": lambda rita, olivia, mona: made.in_review(rita, olivia),
    "report assessed": assessed,
    "report issued": lambda rita, olivia, mona: made.issued(rita, olivia),
    "report superseded": superseded,
    "correction drafted": correction,
    "plan open": lambda rita, olivia, mona: made.open_plan(rita, olivia),
    "plan filled": filled_plan,
    "plan submitted": lambda rita, olivia, mona: made.submitted_plan(rita, olivia),
    "plan judged well": judged_plan("accepted"),
    "plan judged badly": judged_plan("returned"),
    "plan accepted": lambda rita, olivia, mona: made.accepted_plan(rita, olivia),
    "plan proved": proved_plan,
    "evidence judged well": judged_evidence("accepted"),
    "evidence judged badly": judged_evidence("returned"),
    "plan verified": lambda rita, olivia, mona: made.verified_plan(rita, olivia),
    "plan closed": closed_plan,
    "award proposed": lambda rita, olivia, mona: made.proposed_award(rita, olivia),
    "denial proposed": lambda rita, olivia, mona: made.proposed_denial(rita, olivia),
    "release under way": lambda rita, olivia, mona: decisions.release(made.proposed_award(rita, olivia), by=mona),
    "decision released": released,
    "decision sent back": sent_back,
    "certified": lambda rita, olivia, mona: made.certified(rita, olivia, mona),
    "surrendered": ended,
}


def works(record, move, user) -> bool:
    """Does the act go through? Whatever it did is taken back."""
    try:
        with transaction.atomic():
            action(record, move)(record, by=user, note="Because.")
            transaction.set_rollback(True)
    except Refused:
        return False
    return True


@pytest.mark.parametrize("point", POINTS)
def test_a_move_works_exactly_when_its_button_is_offered(point, olivia, eddie, stan, rita, ron, stella, mona, carl):
    record = POINTS[point](rita, olivia, mona)
    record.application.practice.memberships.create(user=eddie, role="editor")
    record = type(record).objects.get(pk=record.pk)
    moves = sorted({step.name for step in steps(type(record))})

    for user in (olivia, eddie, stan, rita, ron, stella, mona, carl):
        offered = [move for move in moves if move in {o.name for o in moves_for(record, user) if o.ready}]
        assert [move for move in moves if works(record, move, user)] == offered, user


def test_every_state_is_stood_in(olivia, rita, mona):
    """The points above leave out only what a later test file reaches (expiry, grace, revocation, renewal)."""
    left_out = {"expired", "in_grace", "revoked", "renewed", "ended"}
    seen = set()
    for make in POINTS.values():
        with transaction.atomic():
            record = make(rita, olivia, mona)
            seen.add((type(record), record.state))
            transaction.set_rollback(True)
    declared = {
        (model, state)
        for model in (Report, ActionPlan, Decision, Certification)
        for state, _ in model._meta.get_field("state").flatchoices
    }
    assert {state for _, state in declared - seen} == left_out


def test_the_dry_run_of_every_move_shows_what_the_move_brings_and_leaves_nothing(olivia, rita, stella, mona):
    tried = set()
    for make in POINTS.values():
        with transaction.atomic():
            record = make(rita, olivia, mona)
            record = type(record).objects.get(pk=record.pk)
            for user in (stella, mona, rita, olivia):
                tried |= {f"{record.slug} {move}" for move in assert_foretold(record, user)}
            transaction.set_rollback(True)
    assert len(tried) >= 10, tried
