"""The program's policies in our own words, each with its clocks; the full texts can be asked for."""

from dataclasses import dataclass

from qcp.deadlines.kinds import Kind


@dataclass(frozen=True)
class Policy:
    slug: str
    title: str
    words: str
    clocks: tuple[Kind, ...] = ()


POLICIES = (
    Policy(
        "final-deadline",
        "Final deadline and extension",
        "From the Certification Pending date a practice has a year to meet every standard. Only an act of nature that "
        "nobody could foresee or control, shortly before the end of that year, can move its end, once and by some "
        "days. Changes of staff are no ground. Asking costs an administrative fee, whatever the answer.",
        (Kind.FINAL_DEADLINE, Kind.LAST_EVIDENCE, Kind.EXTENSION_WINDOW, Kind.EXTENSION, Kind.INVOICE),
    ),
    Policy(
        "score-waiver",
        "Score waiver",
        "A practice whose score falls short can ask the Oversight Council to look at it again, when something unique "
        "about the practice put it at an unfair disadvantage in certain measures.",
        (Kind.SCORE_VALIDITY, Kind.WAIVER_REQUEST),
    ),
    Policy(
        "repeat-survey",
        "Repeat survey",
        "When what a practice reports and what its surveyor sees do not agree, or more has to be seen, the program "
        "can ask for another survey by another surveyor. The practice bears its cost.",
        (Kind.REPEAT_SURVEY_NOTICE,),
    ),
    Policy(
        "conflict-of-interest",
        "Conflict of interest",
        "Whoever surveys, assesses or decides says first whether there is a conflict of interest, and so does the "
        "practice. A conflict takes the person off the case and closes it to them; no details are asked.",
        (Kind.CONFLICT_ANSWERS,),
    ),
    Policy(
        "denial-and-appeal",
        "Denial and appeal",
        "A practice that applied and is not certified can appeal. People decide about it who had no part in it before.",
        (Kind.APPEAL,),
    ),
    Policy(
        "revocation",
        "Revocation",
        "A certification can be revoked for a related crime, for gross negligence or wilful misconduct, for fraud or "
        "misrepresentation, or for a breach of the participation agreement. Written notice and the opportunity for a "
        "hearing always come first.",
        (Kind.REVOCATION_RESPONSE,),
    ),
    Policy(
        "mergers-and-acquisitions",
        "Mergers, acquisitions and other changes",
        "Significant changes of an organisation are reported. Certification does not pass to new owners or merged "
        "practices by itself: for each site the program determines whether it keeps its status.",
        (Kind.ORGANISATION_CHANGE_REPORT,),
    ),
    Policy(
        "data-release",
        "Release of data",
        "Nothing about a practice leaves the program unless the practice asks for it. It can let its certification "
        "status go to recipients of its choice, sees first exactly what would go, and can take that back.",
    ),
)
TITLES = {policy.slug: policy.title for policy in POLICIES}
