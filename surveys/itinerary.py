"""When and how each site of a survey is visited: filled in where staff left it open, and checked as a whole."""

import datetime
from dataclasses import dataclass

from .states import Mode

STARTS, ENDS = datetime.time(8, 30), datetime.time(16, 30)


@dataclass(frozen=True)
class Stop:
    """One site: its day, its hours, how the visit is held."""

    on: datetime.date
    starts_at: datetime.time
    ends_at: datetime.time
    mode: str


def stops(survey, plan: dict, held: dict | None = None) -> dict:
    """Site -> stop. plan: site -> day. held: site -> what staff chose of 'mode', 'starts_at' and 'ends_at'.

    The sites of one day share it in equal parts, in the order of the plan.
    """
    chosen, found = held or {}, {}
    for day in dict.fromkeys(plan.values()):
        sites = [site for site in plan if plan[site] == day]
        for number, site in enumerate(sites):
            proposed = {"starts_at": part(number, len(sites)), "ends_at": part(number + 1, len(sites))}
            given = {name: value for name, value in chosen.get(site, {}).items() if value}
            found[site] = Stop(on=day, **{**proposed, "mode": survey.mode, **given})
    return found


def part(number: int, parts: int) -> datetime.time:
    """The moment at which so many of the equal parts of the day are over, to the quarter of an hour."""
    minutes = (ENDS.hour - STARTS.hour) * 60 + ENDS.minute - STARTS.minute
    begun = STARTS.hour * 60 + STARTS.minute + minutes * number // parts // 15 * 15
    return datetime.time(begun // 60, begun % 60)


def against(survey, plan: dict, held: dict | None = None) -> list[str]:
    """What does not fit: hours that run backwards or overlap, and ways of visiting that the survey is not held in."""
    planned = stops(survey, plan, held)
    backwards = [
        f"{site}: the visit has to end after it begins." for site, s in planned.items() if s.ends_at <= s.starts_at
    ]
    return backwards + overlaps(planned) + wrong_modes(survey, planned)


def overlaps(planned: dict) -> list[str]:
    in_order = sorted(planned.items(), key=lambda each: (each[1].on, each[1].starts_at))
    return [
        f"{later} begins before the visit to {earlier} has ended: choose other hours or another day."
        for (earlier, one), (later, other) in zip(in_order, in_order[1:], strict=False)
        if one.on == other.on and other.starts_at < one.ends_at
    ]


def wrong_modes(survey, planned: dict) -> list[str]:
    """An on-site survey visits on site, a virtual one by video; a hybrid one does both somewhere."""
    used = {stop.mode for stop in planned.values()}
    if survey.mode != Mode.HYBRID:
        wrong = [site for site, stop in planned.items() if stop.mode != survey.mode]
        return [f"{site}: this survey is held {survey.get_mode_display().lower()}." for site in wrong]
    if planned and len(used) == 1 and Mode.HYBRID not in used:
        return ["This survey is held on site and by video: choose both, at one site or at different ones."]
    return []
