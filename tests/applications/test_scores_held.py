"""Final scores that carry an open application are not corrected beneath it."""

import pytest

from applications.actions import application as actions
from applications.models import Application
from practices.actions import scores
from qcp.workflow.refusals import NotReady


def test_scores_are_corrected_only_once_the_application_has_ended(draft, olivia, stella):
    submission = draft.score_submission

    with pytest.raises(NotReady) as refusal:
        scores.correct(submission, by=stella, note="Two measures were swapped.")

    assert refusal.value.problems == [
        "APP-0001 is open and rests on these scores. They can be corrected once it has ended."
    ]
    actions.withdraw(Application.objects.get(pk=draft.pk), by=olivia)
    assert scores.correct(submission, by=stella, note="Two measures were swapped.").state == "submitted"
