"""The facts of the letter that tells a practice its result, frozen when staff make it final."""

from qcp import clock


def written(day) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def result_facts(submission, result) -> dict:
    return {
        "date": written(clock.today()),
        "recipient": [submission.practice.legal_name, submission.practice.place],
        "reference": f"{submission.practice.number}, round {submission.round.code}",
        "round": submission.round.code,
        "qualifies": result.qualifies,
        "reasons": result.reasons,
        "score": f"{result.percent}%" if result.percent else "none",
        "counted": f"{result.numerator} of {result.denominator}",
        "needed": f"{result.inputs['threshold_percent']}%",
        "valid_until": written(result.valid_until) if result.qualifies else "",
    }
