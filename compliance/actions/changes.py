"""What a change of organisation brings for a certification: rows of sites end, never move; without a site it ends."""

from compliance.states import IN_FORCE
from practices.states import SiteFate
from qcp import clock

from . import awards, certifications
from .announcing import announce


def organisation_changed(change, *, by) -> None:
    """The sites that staff found to have lost their status leave the certification in force."""
    lost = [each.site_id for each in change.outcomes.all() if each.outcome == SiteFate.LOST]
    end_sites(change.practice, lost, by=by, note=f"{change}: no site keeps its status.")
    announce(change.practice)


def site_settled(outcome, *, by) -> None:
    """After its new survey a site is certified, or leaves."""
    practice = outcome.change.practice
    if outcome.settled_as == SiteFate.LOST:
        end_sites(practice, [outcome.site_id], by=by, note=f"{outcome.site}: {outcome.settled_note}")
    elif certification := in_force(practice):
        cover(certification, outcome.site)
    announce(practice)


def cover(certification, site) -> None:
    """The site is certified: its row runs again, or is written."""
    if not certification.sites.filter(site=site).update(until_on=None):
        awards.name_sites(certification, [site])


def end_sites(practice, sites, *, by, note: str) -> None:
    certification = in_force(practice)
    if certification is None:
        return
    ended = certification.sites.filter(site__in=sites, until_on=None).update(until_on=clock.today())
    if ended and not certification.sites.filter(until_on=None).exists():
        certifications.end_by_change(certification, by=by, note=note)


def in_force(practice):
    return practice.certifications.filter(state__in=IN_FORCE).first()
