"""What a finding still lacks before it can be submitted. The field page, its filter and the guard all ask here."""

from .states import Rating


def gaps(finding) -> list[str]:
    """The sentences for one finding; none means it is complete."""
    return [sentence for lacks, sentence in RULES if lacks(finding)]


RULES = (
    (lambda f: f.clashes, "Two answers stand beside each other: choose one."),
    (lambda f: not f.rating, "Choose a rating."),
    (lambda f: f.rating == Rating.NOT_ASSESSED, "Assess it now: “not assessed yet” cannot stay."),
    (lambda f: f.is_unmet and not f.notes.strip(), "Write down what you found: it is not, or only partially, met."),
    (lambda f: f.rating == Rating.NOT_APPLICABLE and not f.reason.strip(), "Write why it does not apply here."),
    (
        lambda f: (f.rating == Rating.MET or f.is_unmet) and not f.methods,
        "Say how you looked: tick at least one way.",
    ),
)


def needs_a_note(finding) -> bool:
    """Rated, but something must still be written or ticked."""
    return not finding.is_open and bool(gaps(finding))


def still_missing(findings) -> list[str]:
    """One sentence per incomplete finding, naming site and standard."""
    return [
        f"{finding.visit.site}, {finding.standard.code} {finding.standard.title}: {sentence}"
        for finding in findings
        for sentence in gaps(finding)
    ]
