"""What is missing in step 2."""

from .gap import Gap

STEP = "agreements"


def gaps(application) -> list[Gap]:
    """Every agreement in force is signed, in its newest version."""
    if not application.agreements:
        return [Gap("The agreements have not been published yet. Write to QCP staff.", step=STEP)]
    return [
        Gap(f"Sign the {text.title}.", step=STEP, topic=text.slug)
        for text, signature in application.agreements
        if signature is None
    ]


def begun(application) -> bool:
    return any(signature for _, signature in application.agreements)
