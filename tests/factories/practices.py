"""Practices, their sites and their people."""

import datetime

import factory

from practices.models import Membership, MembershipRole, Practice, Site, TaxId
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
