"""The words of the letter that tells a practice its result, frozen when staff make it final."""

from qcp import clock


def written(day) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def result_words(submission, result) -> dict:
    finding = "qualify" if result.qualifies else "do not qualify"
    return {
        "date": written(clock.today()),
        "recipient": [submission.practice.legal_name, submission.practice.place],
        "reference": f"{submission.practice.number}, round {submission.round.code}",
        "paragraphs": [
            f"QCP staff compared your QOPI scores of round {submission.round.code} with the final report. "
            f"They {finding} for an application.",
            *result.reasons,
        ],
        "facts": [
            ["Overall Quality Score", f"{result.percent}%" if result.percent else "none"],
            ["Charts counted for the practice", f"{result.numerator} of {result.denominator}"],
            ["Needed", f"{result.inputs['threshold_percent']}%"],
            *([["Can support an application until", written(result.valid_until)]] if result.qualifies else []),
        ],
        "signer": ["QOPI Certification Program"],
    }
