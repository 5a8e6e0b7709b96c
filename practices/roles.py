"""What each role of a practice may do, in words: shown wherever somebody is given one."""

from .states import MembershipRole

RIGHTS = (
    (
        MembershipRole.VIEWER.label,
        "reads everything of the practice, and fills in a step of an application only when it was handed to them.",
    ),
    (
        MembershipRole.EDITOR.label,
        "also fills in: scores, the six steps, policies, the action plan. Saving is not submitting.",
    ),
    (
        MembershipRole.SIGNATORY.label,
        "also signs: agreements, payment, submitting, conflicts of interest, waivers, extensions, appeals, "
        "the release of data; and says who belongs to the practice.",
    ),
)
