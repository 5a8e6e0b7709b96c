"""What is missing of the documents by which some answers are shown."""

from .gap import Gap


def gaps_of_proofs(application, step: str) -> list[Gap]:
    """Each proof that is asked for is handed in, and its check is over."""
    found = []
    for topic in application.topics(step):
        if topic.proof and topic.proof.asked(application.facts):
            found += [Gap(text, step=step, name="proof") for text in missing(topic.proof, application.proofs(topic))]
    return found


def missing(proof, files) -> list[str]:
    standing = [each for each in files if not each.is_refused]
    if not standing:
        return [proof.missing]
    return [
        f"Wait until “{each}” has been checked. This takes a minute or two." for each in standing if not each.is_clean
    ]
