"""Where a practice stands on the way through the five milestones: in words, with dates, and who acts next."""

import datetime
from dataclasses import dataclass, field

from qcp.web.milestones import MILESTONES

WORDS = {"done": "Done", "now": "Now", "next": "Still to come", "stopped": "Ended here"}


@dataclass(frozen=True)
class Stage:
    """One milestone. `state`: done, now, next or stopped. `who` acts next, `by` that day; `why` leads to its reason.

    forecast: how long it took others. place: in the queue. missing: what the practice has still to do.
    """

    title: str
    state: str = "next"
    on: datetime.date | None = None
    note: str = ""
    who: str = ""
    by: datetime.date | None = None
    why: str = ""
    forecast: str = ""
    place: str = ""
    missing: tuple[str, ...] = ()
    missing_at: str = ""

    @property
    def words(self) -> str:
        return WORDS[self.state]

    @property
    def turn(self) -> str:
        """Who acts next, and by when; where no day is set, for whom it waits."""
        if self.state != "now" or not self.who:
            return ""
        by = f"by {self.by:%B} {self.by.day}, {self.by.year}" if self.by else "no day is set"
        return f"Waiting for {self.who}, {by}. {self.note}"


@dataclass(frozen=True)
class Tracker:
    title: str
    stages: tuple[Stage, ...] = field(default=())

    @property
    def turn(self) -> str:
        """Whose turn it is now; nothing once all is done or ended."""
        return next((stage.turn for stage in self.stages if stage.turn), "")

    def __post_init__(self):
        if sum(stage.state in ("now", "stopped") for stage in self.stages) > 1:
            raise ValueError("A practice stands at one milestone at a time.")


def at_milestone(title: str, slug: str, *, days: dict | None = None, stopped: bool = False, **now) -> Tracker:
    """Standing at one milestone: all before it are done, all after it are to come.

    days: slug -> the day it was reached or done. now: `note`, `who` and `by` of the present one. slug '' = all done.
    """
    days = days or {}
    slugs = [milestone.slug for milestone in MILESTONES]
    here = slugs.index(slug) if slug else len(slugs)
    stages = []
    for place, milestone in enumerate(MILESTONES):
        state = "done" if place < here else "next" if place > here else "stopped" if stopped else "now"
        more = now if place == here else {}
        on = days.get(milestone.slug) if state in ("done", "stopped") else None
        stages.append(Stage(milestone.title, state, on, **more))
    return Tracker(title, tuple(stages))
