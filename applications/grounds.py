"""Grounds on which people ask for more time: which of them count, and why the others do not."""

from dataclasses import dataclass

POLICY = "Certification Policies: requesting an extension"


@dataclass(frozen=True)
class Ground:
    slug: str
    label: str
    refusal: str = ""  # why it is no ground; empty for those that count

    @property
    def counts(self) -> bool:
        return not self.refusal


NOT_NATURE = "An extension needs an act of nature. {} Finish with the time that is left, or ask the program for advice."

GROUNDS = (
    Ground("storm", "Hurricane, tornado or other storm"),
    Ground("flood", "Flood or tidal wave"),
    Ground("fire", "Wildfire"),
    Ground("winter", "Ice, snow or extreme cold"),
    Ground("heat", "Extreme heat or drought"),
    Ground("earth", "Earthquake, landslide or volcano"),
    Ground("epidemic", "Epidemic"),
    Ground(
        "staffing",
        "Staff left, fell ill or could not be hired",
        "Staffing and personnel changes are not a ground for an extension, by the program's policies. "
        "Finish with the people you have, or write to the program to learn what else is possible.",
    ),
    Ground("systems", "Software, equipment or a supplier failed", NOT_NATURE.format("A technical failure is none.")),
    Ground("building", "Move, building works or a merger", NOT_NATURE.format("What a practice plans is none.")),
    Ground("workload", "Workload, holidays or money", NOT_NATURE.format("The daily business is none.")),
)
BY_SLUG = {ground.slug: ground for ground in GROUNDS}
COUNTING = [ground.slug for ground in GROUNDS if ground.counts]
CHOICES = [(ground.slug, ground.label) for ground in GROUNDS]
COUNTING_CHOICES = [(ground.slug, ground.label) for ground in GROUNDS if ground.counts]
