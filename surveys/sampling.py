"""Which sites a survey visits: all up to three that treat patients, else the main one and the root of their number."""

from hashlib import sha256
from math import ceil, sqrt

ALL_UP_TO = 3


def sites_to_visit(application) -> list:
    """The sites of an initial survey, main site first. The same application always gives the same sites."""
    treating = [site for site in application.sites() if site.treats_here and not site.closed_on]
    if len(treating) <= ALL_UP_TO:
        return in_order(treating)
    main = [site for site in treating if site.is_main]
    others = sorted((site for site in treating if not site.is_main), key=lambda site: lot(application, site))
    return in_order(main + others[: ceil(sqrt(len(treating)))])


def lot(application, site) -> str:
    """A draw that nobody can steer and everybody can repeat."""
    return sha256(f"{application.reference}/{site.name}".encode()).hexdigest()


def in_order(sites) -> list:
    return sorted(sites, key=lambda site: (not site.is_main, site.name))
