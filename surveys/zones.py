"""The time of day at a site: by its state, where most of the state keeps one time."""

from zoneinfo import ZoneInfo

EASTERN = ZoneInfo("America/New_York")
ZONES = {
    "America/Chicago": "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
    "America/Denver": "CO ID MT NM UT WY",
    "America/Phoenix": "AZ",
    "America/Los_Angeles": "CA NV OR WA",
    "America/Anchorage": "AK",
    "Pacific/Honolulu": "HI",
    "America/Puerto_Rico": "PR",
}
BY_STATE = {state: ZoneInfo(name) for name, states in ZONES.items() for state in states.split()}


def zone_of(site) -> ZoneInfo:
    """Eastern time, the program's own, wherever no other is known."""
    return BY_STATE.get(site.state, EASTERN)
