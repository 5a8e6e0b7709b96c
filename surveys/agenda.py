"""What happens during a visit, hour by hour: the same parts at every site, in the words of how it is held."""

import datetime
from dataclasses import dataclass

from .states import Mode

BY_VIDEO = Mode.VIRTUAL


@dataclass(frozen=True)
class Part:
    """One part of a visit. share: of the whole, in hundredths."""

    share: int
    title: str
    who: str
    on_site: str
    virtual: str


PARTS = (
    Part(6, "Opening talk", "Those who lead the site",
         "Who is who, the order of the day, open questions.", "Who is who, the order of the day, a test of the link."),
    Part(10, "Walk along the patient's path", "A nurse of the site",
         "From the door to the chair and the pharmacy.", "The same walk with a camera that is carried along."),
    Part(24, "How therapy is prepared and given", "Pharmacy and treatment nurses",
         "The surveyor watches without getting in the way of care.",
         "Watched over the camera; nobody is filmed who has not agreed to it."),
    Part(26, "Charts", "Somebody who knows the records",
         "Charts 1, 2, 3 and so on, read at the site.", "Charts 1, 2, 3 and so on, read on a shared screen."),
    Part(18, "Talks with staff", "Physicians, nurses, pharmacists, those who answer patients' calls",
         "One at a time, about what they do.", "One at a time, by video."),
    Part(10, "Written policies", "Somebody who knows them",
         "Questions on what was read beforehand.", "Questions on what was read beforehand."),
    Part(6, "Closing talk", "Those who lead the site",
         "What happens next. Findings come with the report, not today.",
         "What happens next. Findings come with the report, not today."),
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    starts_at: datetime.time
    title: str
    who: str
    what: str


def agenda(visit) -> list[Line]:
    """The parts of one visit from its first minute to its last, to the five minutes."""
    first = visit.starts_at.hour * 60 + visit.starts_at.minute
    whole = visit.ends_at.hour * 60 + visit.ends_at.minute - first
    lines, passed = [], 0
    for part in PARTS:
        minute = first + whole * passed // 100 // 5 * 5
        what = part.virtual if visit.mode == BY_VIDEO else part.on_site
        lines.append(Line(datetime.time(minute // 60, minute % 60), part.title, part.who, what))
        passed += part.share
    return lines
