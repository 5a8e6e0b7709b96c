"""Bringing practices in: all of them or nothing."""

from django.db import transaction

from ..models import Practice, Site, TaxId


@transaction.atomic
def bring_in(imported) -> list:
    """Write the practices of a file with their Tax IDs and sites. Call only when no line was refused."""
    return [keep(entry) for entry in imported.entries.values()]


def keep(entry):
    city, state = entry.place
    practice, _ = Practice.objects.update_or_create(
        number=entry.number,
        defaults={
            "legal_name": entry.legal_name,
            "oncologist_hours": entry.oncologist_hours,
            "city": city,
            "state": state,
        },
    )
    for number in sorted(entry.tax_ids):
        TaxId.objects.get_or_create(practice=practice, number=number)
    for name, row in entry.sites.items():
        keep_site(practice, name, row.cells)
    return practice


def keep_site(practice, name: str, cells: dict) -> None:
    """A practice's first site is its main one."""
    site = practice.sites.filter(name=name).first() or Site(
        practice=practice, name=name, is_main=not practice.sites.filter(is_main=True, closed_on=None).exists()
    )
    for column in ("street", "city", "state", "zip", "phone"):
        setattr(site, column, cells[column])
    site.treats_here = cells["treats_here"].lower() == "yes"
    site.save()
