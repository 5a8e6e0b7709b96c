"""Practices, their sites and their people."""

import datetime
from pathlib import Path

import factory
import yaml

import practices
from practices.actions.measures import bring_in
from practices.imports.measures import MeasureImport
from practices.models import Membership, MembershipRole, Practice, Round, Site, TaxId
from qcp import clock

LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


class PracticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Practice

    legal_name = factory.Sequence(lambda n: f"Oncology Practice {n}")
    city = "Springfield"
    state = "IL"
    oncologist_hours = 200


class SiteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Site

    practice = factory.SubFactory(PracticeFactory)
    name = factory.Sequence(lambda n: f"Site {n}")
    street = "1 Elm Street"
    city = "Springfield"
    state = "IL"
    zip = "62701"
    phone = "217-555-0100"


class TaxIdFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TaxId

    practice = factory.SubFactory(PracticeFactory)
    number = factory.Sequence(lambda n: f"12-{n:07d}")


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    class Params:
        ended = factory.Trait(since=LONG_AGO, ended_at=factory.LazyFunction(clock.now))

    practice = factory.SubFactory(PracticeFactory)
    role = MembershipRole.SIGNATORY


def measures_in_the_catalogue():
    """The set of round 2026-spring, brought in as staff do."""
    content = yaml.safe_load((Path(practices.__file__).parent / "catalogue" / "measures-2026-spring.yaml").read_text())
    imported = MeasureImport(content)
    assert imported.refused == []
    bring_in(imported)
    return Round.objects.get(code="2026-spring", track="QCP")
