"""The words of the letters that tell a practice what became of its request, frozen with the decision."""

from .. import scoring
from .score_letters import written


def grant_words(waiver, reason: str) -> dict:
    rest = scoring.judge(waiver.figures).beside_percentage
    means = (
        "The waiver sets the percentage aside and nothing else. These still stand in the way of an application:"
        if rest
        else "With it the practice is eligible to apply, as long as the scores are valid."
    )
    return letter(waiver, "granted", [means, *rest, reason])


def denial_words(waiver, reason: str, chance: str) -> dict:
    return letter(waiver, "denied", [reason, "The score of the round stands.", chance])


def letter(waiver, finding: str, paragraphs: list[str]) -> dict:
    figures = waiver.figures
    return {
        "date": written(waiver.decided_on),
        "recipient": [waiver.practice.legal_name, waiver.practice.place],
        "reference": f"{waiver.practice.number}, round {waiver.round.code}",
        "paragraphs": [
            f"The Oversight Council reviewed your request for a score waiver of round {waiver.round.code}. "
            f"The waiver is {finding}.",
            *paragraphs,
        ],
        "facts": [
            ["Overall Quality Score", f"{waiver.result.percent}%" if waiver.result.percent else "none"],
            ["Needed", f"{figures.threshold_percent}%"],
            ["Measures in question", ", ".join(waiver.disputed)],
            ["Score without them", f"{waiver.without_percent}%" if waiver.without_percent else "none"],
            ["Requested", written(waiver.requested_on)],
            ["Scores valid until", written(waiver.result.valid_until)],
        ],
        "signer": ["QOPI Certification Program, Oversight Council"],
    }
