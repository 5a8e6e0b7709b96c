"""What a release brings beside letters and clocks, in sentences: asked inside the dry run, where it has happened."""

from compliance.readiness.words import some
from practices.models import Release
from qcp.deadlines.kinds import Kind
from qcp.deadlines.table import length_of

from .facts import in_words


def of_release(decision) -> list[str]:
    return of_award(decision.application.certification) if decision.is_award else of_denial(decision)


def of_award(certification) -> list[str]:
    first, last = in_words(certification.in_effect_from), in_words(certification.expires_on)
    sites = [str(site) for site in certification.sites.all()]
    return [
        f"Certificate {certification.number} (or the next number then free) is in effect from {first} through {last}, "
        f"for {len(sites)} site{'s' * (len(sites) != 1)}: {'; '.join(sites)}.",
        "The check page answers for it at once, and the logo kit and the order of the plaque are open to the practice.",
        "The practice stands in the public register at once, as it wished for its certificate before."
        if certification.listed
        else "The practice stands in the public register only when its signatory asks for it.",
        "The practice joins the queue of practices to celebrate, as it wished before."
        if certification.celebrate
        else "The practice is celebrated only when its signatory agrees to it.",
        told(certification.practice_id),
    ]


def of_denial(decision) -> list[str]:
    count = len(decision.grounds())
    return [
        f"The letter names {count} reason{'s' * (count != 1)} and the way to appeal.",
        f"The time to appeal, {length_of(Kind.APPEAL)}, starts when the practice receives the letter, and not before.",
        "Register, check page and recipients: nothing changes there, because no certification comes or goes.",
    ]


def told(practice_id) -> str:
    """Those whom the practice chose, and nobody else."""
    chosen = Release.objects.in_force().filter(practice=practice_id).for_list()
    names = [release.recipient.name for release in chosen]
    return f"Told at once, as the practice chose: {some(names)}." if names else "No recipient is told: none was chosen."
