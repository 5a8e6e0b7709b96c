"""Nothing leaves about a practice but its certification status, to those whom its signatory chose."""

import datetime
import io
import json

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from practices.actions import recipients, releasing
from practices.models import Disclosure, Recipient, RecipientToken, Release, ReleasedPayload
from practices.models.release import canonical, digest_of
from practices.queries.status import payload_of
from qcp import clock
from qcp.accounts.secrets import unseal
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from tests.factories.practices import MembershipFactory, PracticeFactory
from tests.factories.releases import open_recipient, opted_in


@pytest.fixture
def plan(db, stella, steve):
    return open_recipient(by=stella, confirmed_by=steve)


def page_of(practice):
    return reverse("practices:releases", args=[practice.pk])


def consent_page(practice, plan):
    return reverse("practices:release", args=[practice.pk, plan.pk])


def typed(response, **changed):
    """What a signatory sends from the page that was shown."""
    hidden = {name: response.context["form"][name].value() for name in ("seen", "terms_version")}
    return {"typed_name": "Olivia Elm", "title": "Administrator", "agree": "on", **hidden, **changed}


def test_the_signatory_opts_in_having_seen_the_exact_payload_and_text(elm, plan, olivia, client):
    client.force_login(olivia)
    shown = client.get(consent_page(elm, plan))

    client.post(consent_page(elm, plan), typed(shown))

    release = Release.objects.get()
    assert (release.practice, release.recipient, release.agreed_by) == (elm, plan, olivia)
    assert json.loads(release.payload) == payload_of(elm)
    assert release.payload_sha256 == digest_of(release.payload)
    assert release.terms_sha256 == digest_of(release.terms)
    assert [(m.notice, m.address) for m in Message.objects.all()] == [("practices.release_given", olivia.email)]


def test_the_payload_is_the_certification_status_and_nothing_else(elm):
    assert payload_of(elm) == {
        "practice": elm.number,
        "name": "Elm Street Oncology",
        "city": "Springfield",
        "state": "IL",
        "status": "not_certified",
        "certificate": None,
        "valid_from": None,
        "valid_through": None,
        "ended_on": None,
        "locations": [],
    }


def test_every_fact_of_the_payload_stands_on_the_page_before_the_consent(elm, plan, olivia, client):
    client.force_login(olivia)

    response = client.get(consent_page(elm, plan))

    assert len(response.context["facts"]) == len(payload_of(elm))
    assert json.loads(response.context["exactly"]) == payload_of(elm)


def test_what_changed_since_the_page_was_opened_is_read_once_more(elm, plan, olivia, client):
    client.force_login(olivia)
    before = client.get(consent_page(elm, plan))
    elm.legal_name = "Elm Street Oncology PLLC"
    elm.save()

    response = client.post(consent_page(elm, plan), typed(before))

    assert response.status_code == 422
    assert "has changed since you opened the page" in response.content.decode()
    assert not Release.objects.exists()
    client.post(consent_page(elm, plan), typed(response))
    assert Release.objects.get().payload_sha256 == digest_of(canonical(payload_of(elm)))


@pytest.mark.parametrize("missing", ["typed_name", "title", "agree"])
def test_a_consent_is_signed_whole_or_not_at_all(elm, plan, olivia, client, missing):
    client.force_login(olivia)
    whole = typed(client.get(consent_page(elm, plan)))
    del whole[missing]

    response = client.post(consent_page(elm, plan), whole)

    assert response.status_code == 422
    assert not Release.objects.exists()


def test_only_a_signatory_decides(elm, plan, eddie, vera, stella, stan):
    for user in (eddie, vera, stella, stan):
        with pytest.raises(NotAllowed):
            opted_in(elm, plan, user)


def test_a_recipient_is_chosen_once_and_only_while_it_is_open(elm, plan, olivia, stella):
    opted_in(elm, plan, olivia)
    with pytest.raises(OutOfDate):
        opted_in(elm, plan, olivia)

    recipients.close(plan, by=stella)
    other = PracticeFactory()
    MembershipFactory(practice=other, user=olivia)
    with pytest.raises(OutOfDate):
        opted_in(other, plan, olivia)


def test_revoking_takes_effect_at_once_and_is_told(elm, plan, olivia, client):
    release = opted_in(elm, plan, olivia)
    client.force_login(olivia)

    client.post(reverse("practices:revoke-release", args=[release.pk]))

    assert not Release.objects.in_force().exists()
    assert Message.objects.filter(notice="practices.release_revoked", address=olivia.email).exists()
    with pytest.raises(OutOfDate):
        releasing.revoke(release, by=olivia)
    with pytest.raises(OutOfDate):
        releasing.disclose([(release, payload_of(elm))], channel="list")
    assert not Disclosure.objects.exists()


def test_after_a_revocation_the_practice_may_opt_in_anew(elm, plan, olivia):
    releasing.revoke(opted_in(elm, plan, olivia), by=olivia)

    opted_in(elm, plan, olivia)

    assert Release.objects.count() == 2
    assert Release.objects.in_force().count() == 1


@pytest.mark.parametrize("who", ["eddie", "vera", "stella"])
def test_nobody_else_revokes(elm, plan, olivia, who, request, client):
    release = opted_in(elm, plan, olivia)

    with pytest.raises(NotAllowed):
        releasing.revoke(release, by=request.getfixturevalue(who))


def test_every_disclosure_is_written_down_word_by_word(elm, plan, olivia, vera, client):
    release = opted_in(elm, plan, olivia)

    releasing.disclose([(release, payload_of(elm))], channel="list")
    releasing.disclose([(release, payload_of(elm))], channel="one")

    lines = Disclosure.objects.order_by("at")
    assert [(line.practice, line.recipient, line.channel) for line in lines] == [
        (elm, plan, "list"),
        (elm, plan, "one"),
    ]
    assert json.loads(ReleasedPayload.objects.get().text) == payload_of(elm)
    client.force_login(vera)
    log = client.get(page_of(elm)).content.decode()
    assert "2 disclosures" in log
    assert digest_of(canonical(payload_of(elm))) in client.get(lines[0].get_absolute_url()).content.decode()


@pytest.mark.parametrize("model", [Disclosure, ReleasedPayload])
def test_no_line_of_the_log_can_be_changed_or_deleted(elm, plan, olivia, model):
    releasing.disclose([(opted_in(elm, plan, olivia), payload_of(elm))], channel="list")

    for spoil in (lambda rows: rows.update(**{rows.model._meta.fields[-1].name: "2020-01-01T00:00Z"}), delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            spoil(model.objects.all())


def delete(rows):
    rows._raw_delete(rows.db)


def test_the_page_asks_as_much_for_three_recipients_as_for_one(
    elm, plan, olivia, stella, steve, client, django_assert_num_queries
):
    client.force_login(olivia)
    releasing.disclose([(opted_in(elm, plan, olivia), payload_of(elm))], channel="list")
    client.get(page_of(elm))
    with django_assert_num_queries(9):
        client.get(page_of(elm))

    for name in ("Second Plan", "Third Plan", "Fourth Plan"):
        releasing.disclose(
            [(opted_in(elm, open_recipient(stella, steve, name), olivia), payload_of(elm))], channel="one"
        )
    with django_assert_num_queries(9):
        client.get(page_of(elm))


def test_how_many_chose_a_recipient_is_not_told_for_a_group_under_five(elm, plan, olivia, client):
    client.force_login(olivia)
    for _ in range(4):
        choose(plan, olivia)
    assert "Chosen by fewer than 5 practices" in client.get(page_of(elm)).content.decode()

    choose(plan, olivia)

    assert "Chosen by 5 practices" in client.get(page_of(elm)).content.decode()


def choose(plan, signatory):
    practice = PracticeFactory()
    MembershipFactory(practice=practice, user=signatory)
    opted_in(practice, plan, signatory)


def test_a_recipient_needs_two_people_of_the_office(elm, stella, steve, olivia, client):
    recipient = recipients.open_recipient(name="Plan", kind="other", email="a@plan.example", by=stella)
    with pytest.raises(NotAllowed):
        recipients.confirm(recipient, by=stella)
    with pytest.raises(NotReady):
        recipients.make_token(recipient, by=stella)
    client.force_login(olivia)
    assert client.get(consent_page(elm, recipient)).status_code == 404

    recipients.confirm(recipient, by=steve)

    assert client.get(consent_page(elm, recipient)).status_code == 200
    with pytest.raises(NotAllowed):
        recipients.close(recipient, by=olivia)


def test_a_token_is_told_once_and_kept_as_a_digest(plan, stella):
    token = recipients.make_token(plan, by=stella)

    row = RecipientToken.objects.get()
    assert token not in str(row.__dict__)
    assert RecipientToken.objects.behind(token) == row
    assert RecipientToken.objects.behind(token + "x") is None


def test_a_new_token_leaves_the_old_one_a_day(plan, stella):
    old = recipients.make_token(plan, by=stella)

    new = recipients.make_token(plan, by=stella)

    assert RecipientToken.objects.behind(old) and RecipientToken.objects.behind(new)
    with clock.at(clock.now() + datetime.timedelta(hours=25)):
        assert RecipientToken.objects.behind(old) is None
        assert RecipientToken.objects.behind(new)


def test_ended_tokens_and_closed_recipients_open_nothing(plan, stella):
    token = recipients.make_token(plan, by=stella)
    recipients.revoke_tokens(plan, by=stella)
    assert RecipientToken.objects.behind(token) is None

    token = recipients.make_token(plan, by=stella)
    recipients.close(plan, by=stella)
    assert RecipientToken.objects.behind(token) is None


def test_the_desk_opens_confirms_and_shows_a_token_once(stella, steve, client):
    client.force_login(stella)
    new = {"name": "Prairie  Health Plan", "kind": "health-plan", "email": "a@plan.example"}
    assert client.post(reverse("admin:practices_recipient_add"), new).status_code == 302
    plan = Recipient.objects.get(name="Prairie Health Plan", opened_by=stella)
    act = reverse("admin:practices_recipient_act", args=[plan.pk, "confirm"])
    client.post(act)
    assert Recipient.objects.get().confirmed_at is None

    client.force_login(steve)
    client.post(act)
    page = client.post(reverse("admin:practices_recipient_token", args=[plan.pk])).content.decode()
    token = page.split("<code>")[1].split("</code>")[0]
    assert RecipientToken.objects.behind(token).recipient == plan
    desk = client.get(plan.get_absolute_url())
    assert desk.status_code == 200
    assert f"…{token[-4:]}, made by Steve" in desk.content.decode()
    assert token not in desk.content.decode()
    assert client.post(reverse("admin:practices_recipient_add"), new).status_code == 200  # the name is taken
    client.post(reverse("admin:practices_recipient_act", args=[plan.pk, "close"]))
    assert Recipient.objects.get().closed_by == steve


def test_the_desk_sets_a_webhook_and_shows_its_secret_once(plan, stella, client):
    client.force_login(stella)
    address = reverse("admin:practices_recipient_webhook", args=[plan.pk])

    page = client.post(address, {"url": "https://plan.example/hook"}).content.decode()

    secret = page.split("<code>")[1].split("</code>")[0]
    plan.refresh_from_db()
    assert secret.startswith("whsec_")
    assert plan.webhook_url == "https://plan.example/hook"
    assert secret not in plan.webhook_secret
    assert unseal(plan.webhook_secret) == secret
    client.post(address, {"url": "nonsense"})
    assert Recipient.objects.get().webhook_url == "https://plan.example/hook"
    client.post(address, {"url": ""})
    assert Recipient.objects.get().webhook_url == ""


def test_a_change_of_the_portals_key_takes_the_webhooks_along(plan, stella, settings):
    recipients.set_webhook(plan, url="https://plan.example/", secret="whsec_x", by=stella)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "made today"

    call_command("reseal", stdout=io.StringIO())

    settings.SECRET_KEY_FALLBACKS = []
    assert unseal(Recipient.objects.get().webhook_secret) == "whsec_x"


def test_the_office_reads_what_would_go_and_agrees_to_nothing(elm, plan, stella, client):
    client.force_login(stella)

    assert consent_page(elm, plan) in client.get(page_of(elm)).content.decode()
    page = client.get(consent_page(elm, plan))
    client.post(consent_page(elm, plan), typed(page))

    assert page.status_code == 200
    assert "Agree to the release" not in page.content.decode()
    assert not Release.objects.exists()
