"""For appeals and revocations at every point, every person and every plain move: it works exactly when offered."""

import pytest
from django.db import transaction

from compliance.actions import naming, revocations
from qcp.web.moves import is_plain
from qcp.workflow.actions import action
from qcp.workflow.moves import moves_for, steps
from qcp.workflow.refusals import Refused
from tests.factories import appeals as appealed
from tests.factories import revocations as revoked
from tests.foretelling import assert_foretold


def with_members(rita, olivia, mona, max):
    appeal = appealed.filed(rita, olivia, mona)
    for member in appealed.members():
        naming.name_someone(appeal, by=appealed.lead(appeal), user=member)
    return appealed.cleared(appeal)


def screened(rita, olivia, mona, max):
    revocation = revoked.opened(rita, olivia, mona)
    naming.name_someone(revocation, by=mona, user=max)
    given = {"certification": revocation.certification, **revoked.GROUND}
    return revocations.screen(revoked.cleared(revocation), by=mona, **given)


def confirmed(rita, olivia, mona, max):
    revocation = revoked.heard(revoked.opened(rita, olivia, mona), mona, max, olivia)
    revocations.propose_revocation(revocation, by=mona, reasons="The charts were made up.")
    revocations.confirm_revocation(revocation, by=max)
    return revocation


def voted(*verdicts):
    return lambda rita, olivia, mona, max: appealed.voted(appealed.heard(rita, olivia, mona), *verdicts)


def noticed(**given):
    return lambda rita, olivia, mona, max: revoked.noticed(revoked.opened(rita, olivia, mona), mona, max, **given)


POINTS = {
    "appeal filed": lambda rita, olivia, mona, max: appealed.filed(rita, olivia, mona),
    "members clear": with_members,
    "panel named": lambda rita, olivia, mona, max: appealed.with_panel(rita, olivia, mona),
    "two to uphold": voted("uphold", "uphold"),
    "two to overturn": voted("overturn", "overturn"),
    "upheld": voted("uphold", "uphold", "overturn"),
    "case opened": lambda rita, olivia, mona, max: revoked.opened(rita, olivia, mona),
    "screened": screened,
    "notice not delivered": noticed(delivered=False),
    "noticed": noticed(),
    "confirmed": confirmed,
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
def test_a_move_works_exactly_when_its_button_is_offered(point, olivia, stan, rita, mona, max, stella, carl):
    record = POINTS[point](rita, olivia, mona, max)
    record = type(record).objects.get(pk=record.pk)
    moves = sorted({step.name for step in steps(type(record)) if is_plain(record, step.name)})

    for user in (olivia, stan, rita, mona, max, stella, carl, appealed.members()[0]):
        offered = [move for move in moves if move in {o.name for o in moves_for(record, user) if o.ready}]
        assert [move for move in moves if works(record, move, user)] == offered, user


def test_the_dry_run_of_every_move_shows_what_the_move_brings_and_leaves_nothing(olivia, rita, mona, max):
    tried = set()
    for make in POINTS.values():
        with transaction.atomic():
            record = make(rita, olivia, mona, max)
            record = type(record).objects.get(pk=record.pk)
            tried |= {f"{record.slug} {move}" for user in (mona, max) for move in assert_foretold(record, user)}
            transaction.set_rollback(True)
    assert len(tried) >= 4, tried
