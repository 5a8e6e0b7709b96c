"""What is missing before a record of this app can move, in words: a file for each kind of record."""

from .appeals import (
    award_problems,
    filed_after_the_last_day,
    hearing_recorded,
    hearing_settled,
    majority_overturns,
    majority_upholds,
    remedy_can_follow,
)
from .certifications import (
    grace_applies,
    no_grace_left,
    no_site_retained,
    pending_recertification,
    recertification_pending,
    term_over,
)
from .decisions import (
    DECIDABLE,
    FULFILLED,
    application_undecided,
    every_standard_met,
    no_conflict_open,
    no_fee_unpaid,
    no_release_under_way,
    uncovered,
    unfulfilled,
)
from .holds import (
    holds_the_lapse,
    holds_the_withdrawal,
)
from .panels import panel_complete
from .plans import (
    clean_evidence_for_every_item,
    every_item_accepted,
    every_item_judged,
    every_item_planned,
    evidence_gap,
    final_deadline_ahead,
    some_item_returned,
    verification_survey_met,
)
from .reports import (
    application_goes_on,
    every_finding_assessed,
    reviewer_assigned,
    reviewer_without_conflict,
)

__all__ = [
    "DECIDABLE",
    "FULFILLED",
    "application_goes_on",
    "application_undecided",
    "award_problems",
    "clean_evidence_for_every_item",
    "every_finding_assessed",
    "every_item_accepted",
    "every_item_judged",
    "every_item_planned",
    "every_standard_met",
    "evidence_gap",
    "filed_after_the_last_day",
    "final_deadline_ahead",
    "grace_applies",
    "hearing_recorded",
    "hearing_settled",
    "holds_the_lapse",
    "holds_the_withdrawal",
    "majority_overturns",
    "majority_upholds",
    "no_conflict_open",
    "no_fee_unpaid",
    "no_grace_left",
    "no_release_under_way",
    "no_site_retained",
    "panel_complete",
    "pending_recertification",
    "recertification_pending",
    "remedy_can_follow",
    "reviewer_assigned",
    "reviewer_without_conflict",
    "some_item_returned",
    "term_over",
    "uncovered",
    "unfulfilled",
    "verification_survey_met",
]
