"""What an award brings, how a certification ends, and what the public may know of it."""

import datetime

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from applications.actions import application as applications
from compliance.actions import certifications, decisions
from compliance.api.bulk import answered
from compliance.api.fhir import qualified
from compliance.models import Certification
from compliance.queries.register import standing, statement
from compliance.queries.status import statuses
from qcp.deadlines.models import Deadline
from qcp.documents.models import Letter
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from qcp.workflow.system import SYSTEM
from tests.factories import compliance as made

pytestmark = pytest.mark.django_db
AWARDED = "2026-03-05 15:00Z"


@pytest.fixture(autouse=True)
def nobody_has_checked_anything():
    cache.clear()


@pytest.fixture
def certification(olivia, rita, mona):
    with time_machine.travel(AWARDED):
        return made.certified(rita, olivia, mona, sites=2)


def running(subject):
    return {deadline.kind: deadline.due_on for deadline in Deadline.objects.of(subject).running()}


def recertifying(certification, rita, signatory):
    """A recertification of the same practice, with its award proposed."""
    return made.proposed_award(rita, signatory, practice=certification.practice, kind="recertification")


def test_an_award_is_three_years_with_a_number_its_sites_and_its_clocks(certification):
    assert certification.number == "QCP-2026-0001"
    assert (certification.starts_on, certification.expires_on) == (datetime.date(2026, 3, 5), datetime.date(2029, 3, 5))
    assert [site.name for site in certification.sites.all()] == ["House 1", "House 2"]
    assert running(certification) == {
        "certification-term": datetime.date(2029, 3, 5),
        "recertification-invitation": datetime.date(2029, 3, 5),
    }
    assert (certification.listed, certification.celebrate) == (False, False)


def test_certificate_and_letter_are_frozen_with_the_award(certification):
    frozen = Letter.objects.of(certification).get().data

    assert frozen["number"] == "QCP-2026-0001"
    assert frozen["expires_on"] == "March 5, 2029"
    assert frozen["check_url"].endswith("/verify/QCP-2026-0001/")
    certification.practice.__class__.objects.update(legal_name="Renamed")
    assert Letter.objects.of(certification).get().data["practice"]["name"] != "Renamed"


def test_a_recertification_runs_from_the_old_expiry(certification, olivia, rita, mona):
    with time_machine.travel("2028-11-01 15:00Z"):
        decisions.carry_out(recertifying(certification, rita, olivia), by=mona)

    old, new = Certification.objects.order_by("number")
    assert (old.state, running(old)) == ("renewed", {})
    assert (new.number, new.renews) == ("QCP-2028-0001", old)
    assert (new.starts_on, new.expires_on) == (datetime.date(2029, 3, 5), datetime.date(2032, 3, 5))


def test_an_early_renewal_is_in_effect_from_its_award_wherever_its_beginning_is_told(
    certification, client, olivia, rita, mona
):
    with time_machine.travel("2028-11-01 15:00Z"):
        decisions.carry_out(recertifying(certification, rita, olivia), by=mona)
        new = Certification.objects.get(renews=certification)
        payload = statuses([new.practice])[new.practice_id]
        page = client.get(new.get_check_url()).content.decode()
        signed = statement(standing(new.number))
    begins = "2028-11-01"

    assert (payload["certificate"], payload["valid_from"]) == (new.number, begins)
    assert qualified(payload)["extension"][-1]["valuePeriod"] == {"start": begins, "end": "2032-03-05"}
    assert f",{begins},2032-03-05," in answered([new.number], {new.number: payload})
    assert signed["in_force_from"] == begins and "1 Nov 2028" in page
    words = [Letter.objects.of(each).get().data["starts_on"] for each in (new, new.application.decisions.get())]
    assert words == ["November 1, 2028", "November 1, 2028"]


def test_it_expires_the_day_after_its_last_and_not_before(certification):
    with time_machine.travel("2029-03-05 15:00Z"), pytest.raises(NotReady, match="valid through March 5, 2029"):
        certifications.expire(certification, by=SYSTEM)
    with time_machine.travel("2029-03-06 15:00Z"):
        assert certifications.expire(certification, by=SYSTEM).state == "expired"
    assert Message.objects.filter(notice="compliance.expired").count() == 1


def test_a_pending_recertification_first_has_its_time_of_grace(certification, olivia, rita, mona):
    with time_machine.travel("2029-03-06 15:00Z"):
        decision = recertifying(certification, rita, olivia)
        certification = certifications.expire(certification, by=SYSTEM)
        assert (certification.state, running(certification)) == (
            "in_grace",
            {"recertification-grace": datetime.date(2029, 6, 3)},
        )
        with pytest.raises(NotReady, match="grace period runs through June 3, 2029"):
            certifications.expire(certification, by=SYSTEM)
    with time_machine.travel("2029-06-03 15:00Z"):
        decisions.carry_out(decision, by=mona)

    new = Certification.objects.get(renews=certification)
    assert (new.starts_on, new.expires_on) == (datetime.date(2029, 3, 5), datetime.date(2032, 3, 5))


def test_grace_ends_in_expiry(certification, olivia, rita):
    with time_machine.travel("2029-03-06 15:00Z"):
        recertifying(certification, rita, olivia)
        certification = certifications.expire(certification, by=SYSTEM)
    with time_machine.travel("2029-06-04 15:00Z"):
        assert certifications.expire(certification, by=SYSTEM).state == "expired"


def test_grace_ends_with_the_recertification_it_was_for(certification, olivia, rita):
    with time_machine.travel("2029-03-06 15:00Z"):
        decision = recertifying(certification, rita, olivia)
        certifications.expire(certification, by=SYSTEM)
        applications.withdraw(decision.application, by=olivia)

    assert (Certification.objects.get().state, running(certification)) == ("expired", {})


def test_without_the_setting_there_is_no_grace(certification, olivia, rita, settings):
    settings.RECERTIFICATION_GRACE = False
    with time_machine.travel("2029-03-06 15:00Z"):
        recertifying(certification, rita, olivia)
        assert certifications.expire(certification, by=SYSTEM).state == "expired"


def test_only_the_signatory_gives_it_back(certification, olivia, eddie, mona):
    for other in (eddie, mona):
        with pytest.raises(NotAllowed):
            certifications.surrender(certification, by=other)

    surrendered = certifications.surrender(certification, by=olivia)

    assert (surrendered.state, running(surrendered)) == ("surrendered", {})


def test_revoking_is_nobodys_button(certification, mona):
    with pytest.raises(NotAllowed):
        certifications.revoke(certification, by=mona, note="Fraud.")
    assert certifications.revoke(certification, by=SYSTEM, note="Fraud.").state == "revoked"


def test_a_change_ends_it_only_when_no_site_is_kept(certification, stella):
    with pytest.raises(NotReady, match="Still certified: House 1"):
        certifications.end_by_change(certification, by=stella, note="Merged.")
    certification.sites.update(until_on=datetime.date(2026, 5, 1))
    assert certifications.end_by_change(certification, by=stella, note="Merged.").state == "ended"


def test_being_listed_and_being_celebrated_are_two_wishes_of_the_signatory(certification, olivia, eddie, stella):
    certifications.wish(certification, by=olivia, celebrate=True)
    again = Certification.objects.get()
    assert (again.listed, again.celebrate) == (False, True)
    with pytest.raises(NotAllowed):
        certifications.wish(certification, by=eddie, listed=True)

    certifications.celebrated(again, by=stella)
    assert list(Certification.objects.to_celebrate()) == []
    certifications.surrender(certification, by=olivia)
    with pytest.raises(OutOfDate):
        certifications.wish(certification, by=olivia, listed=True)


def test_the_register_shows_only_what_is_in_force_and_wanted(certification, client, olivia):
    name = certification.practice.legal_name
    url = reverse("compliance:register")
    assert name not in client.get(url).content.decode()

    certifications.wish(certification, by=olivia, listed=True)
    certification.sites.filter(name="House 2").update(city="Juneau")
    page = client.get(url, {"q": "juneau"}).content.decode()
    assert name in page and "House 2" in page and "House 1" not in page

    certifications.surrender(certification, by=olivia)
    assert name not in client.get(url).content.decode()


def test_the_register_answers_alike_for_the_unlisted_and_the_unknown(certification, client):
    url = reverse("compliance:register")
    unlisted = client.get(url, {"q": certification.practice.legal_name}).content.decode()
    unknown = client.get(url, {"q": "Nowhere Oncology"}).content.decode()

    assert unlisted.replace(certification.practice.legal_name, "?") == unknown.replace("Nowhere Oncology", "?")


def test_the_check_answers_for_every_number_ever_issued(certification, client, olivia):
    url = reverse("compliance:verify", args=[certification.number.lower()])
    page = client.get(url).content.decode()
    assert "Valid" in page and certification.practice.legal_name in page and "5 Mar 2029" in page

    certifications.surrender(certification, by=olivia)
    assert "Given back by the practice" in client.get(url).content.decode()


def test_an_unknown_number_gets_a_calm_answer(client):
    answer = client.get(reverse("compliance:verify", args=["QCP-1999-0001"]))

    assert answer.status_code == 404
    assert "No certificate has this number" in answer.content.decode()


def test_checking_is_limited_to_thirty_a_minute_whatever_the_headers_say(client):
    url = reverse("compliance:verify", args=["QCP-1999-0001"])
    with time_machine.travel(AWARDED, tick=False):
        codes = [client.get(url, headers={"X-Forwarded-For": f"10.0.0.{n}"}).status_code for n in range(32)]

    assert codes == [404] * 30 + [429] * 2


def test_a_number_typed_from_paper_leads_to_its_page(client):
    url = reverse("compliance:check")
    assert "Number of the certificate" in client.get(url).content.decode()
    assert client.get(url, {"number": " QCP-2026-0001 "}).url == "/verify/QCP-2026-0001/"


@pytest.mark.parametrize("typed", ["QCP/2026", "a" * 500, "é", "QCP 2026"])
def test_a_number_that_cannot_be_one_is_said_to_be_wrong(client, typed):
    assert 'class="field field--error"' in client.get(reverse("compliance:check"), {"number": typed}).content.decode()


@pytest.mark.parametrize("number", ["%00", "QCP-2026-0001%00", "%F0%9F%98%80", "a" * 3000])
def test_nothing_typed_into_the_address_breaks_the_check(client, number):
    assert client.get(f"/verify/{number}/").status_code == 404


def test_nothing_typed_into_the_search_breaks_the_register(client):
    for asked in ({"q": "\x00"}, {"q": "x" * 500}, {"state": "Virginia"}, {"page": "-1"}, {"page": "x"}, {"q": "%"}):
        assert client.get(reverse("compliance:register"), asked).status_code == 200
