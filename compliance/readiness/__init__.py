"""What is missing before a record of this app can move, in words: a file for each kind of record."""

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
    "clean_evidence_for_every_item",
    "every_finding_assessed",
    "every_item_accepted",
    "every_item_judged",
    "every_item_planned",
    "every_standard_met",
    "evidence_gap",
    "final_deadline_ahead",
    "grace_applies",
    "holds_the_lapse",
    "holds_the_withdrawal",
    "no_conflict_open",
    "no_fee_unpaid",
    "no_grace_left",
    "no_release_under_way",
    "no_site_retained",
    "pending_recertification",
    "recertification_pending",
    "reviewer_assigned",
    "reviewer_without_conflict",
    "some_item_returned",
    "term_over",
    "uncovered",
    "unfulfilled",
    "verification_survey_met",
]
