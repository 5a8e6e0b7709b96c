"""Roughly how far a surveyor travels: from the middle of one state to the middle of another."""

from math import asin, cos, radians, sin, sqrt

EARTH_MILES = 3959

# Two letters -> latitude and longitude of about the middle of the state.
MIDDLE = {
    "AL": (32.8, -86.8), "AK": (64.0, -152.0), "AZ": (34.3, -111.7), "AR": (34.8, -92.4), "CA": (37.2, -119.5),
    "CO": (39.0, -105.5), "CT": (41.6, -72.7), "DE": (39.0, -75.5), "DC": (38.9, -77.0), "FL": (28.6, -82.4),
    "GA": (32.6, -83.4), "HI": (20.3, -156.4), "ID": (44.4, -114.6), "IL": (40.0, -89.2), "IN": (39.9, -86.3),
    "IA": (42.0, -93.5), "KS": (38.5, -98.4), "KY": (37.5, -85.3), "LA": (31.0, -92.0), "ME": (45.4, -69.2),
    "MD": (39.0, -76.8), "MA": (42.2, -71.8), "MI": (44.3, -85.4), "MN": (46.3, -94.3), "MS": (32.7, -89.7),
    "MO": (38.4, -92.5), "MT": (47.0, -109.6), "NE": (41.5, -99.8), "NV": (39.3, -116.6), "NH": (43.7, -71.6),
    "NJ": (40.2, -74.7), "NM": (34.4, -106.1), "NY": (42.9, -75.6), "NC": (35.5, -79.4), "ND": (47.4, -100.5),
    "OH": (40.3, -82.8), "OK": (35.6, -97.5), "OR": (43.9, -120.6), "PA": (40.9, -77.8), "PR": (18.2, -66.4),
    "RI": (41.6, -71.5), "SC": (33.9, -80.9), "SD": (44.4, -100.2), "TN": (35.9, -86.4), "TX": (31.5, -99.3),
    "UT": (39.3, -111.7), "VT": (44.1, -72.7), "VA": (37.5, -78.9), "WA": (47.4, -120.4), "WV": (38.6, -80.6),
    "WI": (44.6, -89.9), "WY": (43.0, -107.6),
}  # fmt: skip


# The regions of the census, by which the roster is looked through.
REGIONS = {
    "Northeast": "CT ME MA NH RI VT NJ NY PA",
    "Midwest": "IL IN MI OH WI IA KS MN MO NE ND SD",
    "South": "DE FL GA MD NC SC VA DC WV AL KY MS TN AR LA OK TX",
    "West": "AZ CO ID MT NV NM UT WY AK CA HI OR WA",
    "Territories": "PR",
}


def region_of(state: str) -> str:
    return next((region for region, states in REGIONS.items() if state in states.split()), "Not on the map")


def miles_between(one: str, other: str) -> int | None:
    """Miles in a straight line, to the nearest fifty; None when a state is not on the map."""
    if one not in MIDDLE or other not in MIDDLE:
        return None
    (lat, lon), (to_lat, to_lon) = (tuple(map(radians, MIDDLE[state])) for state in (one, other))
    half = sin((to_lat - lat) / 2) ** 2 + cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2
    return round(2 * EARTH_MILES * asin(sqrt(half)) / 50) * 50


def distance(one: str, other: str) -> str:
    """The distance in words."""
    if one == other:
        return "same state"
    miles = miles_between(one, other)
    return "distance not known" if miles is None else f"about {miles:,} miles"
