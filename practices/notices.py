"""Who of a practice is told what."""

from qcp.notices.registry import Notice

SCORES_SUBMITTED = Notice("practices.scores_submitted", to=("staff",))
SCORES_RETURNED = Notice("practices.scores_returned", to=("signatory", "editor"))
SCORES_FINAL = Notice("practices.scores_final", to=("signatory",), delivered="received")
SCORES_CORRECTED = Notice("practices.scores_corrected", to=("signatory",))
SCORES_WITHDRAWN = Notice("practices.scores_withdrawn", to=("staff",))
REPORT_REFUSED = Notice("practices.report_refused", to=("signatory", "editor"))
WEBINAR_RECORDED = Notice("practices.webinar_recorded", to=("signatory",))
RELEASE_GIVEN = Notice("practices.release_given", to=("signatory",))
RELEASE_REVOKED = Notice("practices.release_revoked", to=("signatory",))
MEMBER_CHANGED = Notice("practices.member_changed")
MEMBER_ENDED = Notice("practices.member_ended")
