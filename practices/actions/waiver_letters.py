"""The facts of the letters that tell a practice what became of its request, frozen with the decision."""

from .. import scoring
from .score_letters import written


def grant_facts(waiver, reason: str) -> dict:
    return {**facts(waiver), "rest": scoring.judge(waiver.figures).beside_percentage, "reason": reason}


def denial_facts(waiver, reason: str, chance: str) -> dict:
    return {**facts(waiver), "reason": reason, "chance": chance}


def facts(waiver) -> dict:
    return {
        "date": written(waiver.decided_on),
        "recipient": [waiver.practice.legal_name, waiver.practice.place],
        "reference": f"{waiver.practice.number}, round {waiver.round.code}",
        "round": waiver.round.code,
        "score": f"{waiver.result.percent}%" if waiver.result.percent else "none",
        "needed": f"{waiver.figures.threshold_percent}%",
        "measures": ", ".join(waiver.disputed),
        "without": f"{waiver.without_percent}%" if waiver.without_percent else "none",
        "requested_on": written(waiver.requested_on),
        "valid_until": written(waiver.result.valid_until),
    }
