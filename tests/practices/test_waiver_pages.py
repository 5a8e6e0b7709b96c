"""The pages of score waivers: what each of those concerned reads and does there."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from practices.actions import scores, waiver_council
from practices.actions import waivers as actions
from practices.models import ScoreWaiver
from qcp.access.models import ConflictQuestion
from qcp.accounts.models import Role, User
from tests.factories.practices import MembershipFactory, final_scores
from tests.factories.waivers import SAYS, another_round, answer, asked, granted, in_review, short_score

FAILING = {"CORE1": "20,83,1", "CORE2": "20,76,1"}


@pytest.fixture
def cora(db):
    return User.objects.create_user("cora@test.example", "correct horse", name="Cora", role=Role.COUNCIL)


@pytest.fixture
def short(elm, stella, olivia):
    submission = final_scores(elm, stella, olivia, **FAILING)
    scores.received(submission, on=datetime.date(2026, 6, 10))
    return submission


@pytest.fixture
def page(client):
    """Opens an address as somebody: the page's text."""

    def open_page(user, url, status=200):
        client.force_login(user)
        response = client.get(url)
        assert response.status_code == status
        return " ".join(response.content.decode().split())

    return open_page


def is_ticked(text, code):
    return " checked" in text.split(f'value="{code}"')[1].split(">")[0]


def at(name, pk):
    return reverse(f"practices:{name}", args=[pk])


def test_the_score_page_offers_to_ask_and_says_until_when(short, page, olivia, vera):
    text = page(olivia, short.get_absolute_url())

    assert "A score waiver can be asked for" in text
    assert at("ask-waiver", short.pk) in text
    assert at("ask-waiver", short.pk) not in page(vera, short.get_absolute_url())
    assert "Nothing to do here for your account." in page(vera, short.get_absolute_url())


def test_looking_at_the_score_without_measures_sends_nothing(short, client, olivia):
    client.force_login(olivia)

    response = client.post(
        at("ask-waiver", short.pk),
        {"measures": ["CORE1", "CORE2"], "preview": "yes", "characteristic": "One valley", "effect": ""},
    )

    text = response.content.decode()
    assert response.status_code == 200
    assert "Without CORE1, CORE2 the score is 77.76%, which reaches what is needed." in text
    assert "One valley" in text
    assert [code for code in ("CORE1", "CORE2", "CORE18") if is_ticked(text, code)] == ["CORE1", "CORE2"]
    assert "There is a problem" not in text
    assert not ScoreWaiver.objects.exists()


def test_a_request_is_sent_from_the_page_and_an_incomplete_one_is_shown_again(short, client, olivia):
    client.force_login(olivia)

    wrong = client.post(at("ask-waiver", short.pk), {"characteristic": "One valley"})
    right = client.post(at("ask-waiver", short.pk), {"measures": ["CORE1"], **SAYS})

    assert wrong.status_code == 422
    assert "Tick at least one measure." in wrong.content.decode()
    assert "One valley" in wrong.content.decode()
    assert right.headers["Location"] == ScoreWaiver.objects.get().get_absolute_url()


def test_a_measure_that_was_reached_cannot_be_put_in_by_hand(short, client, olivia):
    client.force_login(olivia)

    response = client.post(at("ask-waiver", short.pk), {"measures": ["CORE9"], **SAYS})

    assert response.status_code == 422
    assert not ScoreWaiver.objects.exists()


def test_a_late_request_is_refused_in_words_also_by_a_page_that_was_open(short, client, olivia):
    with time_machine.travel("2026-06-21 12:00Z"):
        client.force_login(olivia)
        asked_late = client.post(at("ask-waiver", short.pk), {"measures": ["CORE1"], **SAYS})
        opened_late = client.get(at("ask-waiver", short.pk))

    for response in (asked_late, opened_late):
        assert "it had to arrive by June 20, 2026" in response.content.decode()
        assert "You can take part in the next round" in response.content.decode()
    assert not ScoreWaiver.objects.exists()


def test_the_council_member_reads_the_request_and_proposes(short, client, page, olivia, stella, carl, cora):
    waiver = in_review(asked(short, olivia), stella, carl, cora)

    text = page(carl, waiver.get_absolute_url())
    assert "We treat one valley only." in text
    assert "Deny the waiver" in text
    client.post(at("propose-grant", waiver.pk), {"note": "One valley."})

    assert "One valley." in page(cora, waiver.get_absolute_url())
    assert "Confirm: grant the waiver" in page(cora, waiver.get_absolute_url())
    assert "One valley." not in page(olivia, waiver.get_absolute_url())


def test_the_council_sees_it_at_home_while_it_waits_and_afterwards(short, page, olivia, stella, carl, cora):
    waiver = asked(short, olivia)
    assert str(waiver) not in page(carl, "/home/")

    waiver = in_review(waiver, stella, carl, cora)
    assert "Read the request and decide." in page(carl, "/home/")
    assert "Read the request and decide." not in page(cora, "/home/")
    waiver = actions.propose_grant(waiver, by=carl, note="One valley.")
    assert "Read the request and decide." in page(cora, "/home/")
    assert "Read the request and decide." not in page(carl, "/home/")
    actions.grant(waiver, by=cora)
    for member in (carl, cora):
        text = page(member, "/home/")
        assert "Read the request and decide." not in text
        assert waiver.get_absolute_url() in text


def test_a_granted_waiver_is_flagged_wherever_the_score_is_shown(short, page, olivia, stella, carl, cora, elm):
    waiver = granted(asked(short, olivia), stella, carl, cora)

    for user in (olivia, stella):
        for url in (elm.get_absolute_url(), at("scores", elm.pk), short.get_absolute_url()):
            assert "On a score waiver" in page(user, url), url
    assert "A score waiver was granted. Somebody of the practice has to attend" in page(olivia, elm.get_absolute_url())
    assert "Granted" in page(stella, at("waivers", elm.pk))
    assert waiver.get_absolute_url() in page(stella, at("waivers", elm.pk))


def test_staff_name_the_council_at_the_desk_and_hand_the_request_over(short, client, page, olivia, stella, carl, cora):
    waiver = asked(short, olivia)
    desk = reverse("admin:practices_scorewaiver_change", args=[waiver.pk])
    assert desk in page(stella, "/home/")

    named = reverse("admin:practices_scorewaiver_council", args=[waiver.pk])
    twice = client.post(named, {"council_member": carl.pk, "second_member": carl.pk})
    client.post(named, {"council_member": carl.pk, "second_member": cora.pk})
    waiver.refresh_from_db()
    answer(waiver, carl)
    text = page(stella, desk)

    assert (twice.status_code, "A grant takes two people." in twice.content.decode()) == (422, True)
    assert (waiver.council_member, waiver.second_member) == (carl, cora)
    assert "Decides: Carl, no conflict" in text
    client.post(reverse("admin:practices_scorewaiver_move", args=[waiver.pk, "take_up"]), {"note": ""})
    waiver.refresh_from_db()
    assert waiver.state == "in_review"


def test_a_post_that_no_button_offers_is_refused(short, client, olivia, eddie, stella, carl, cora, max):
    waiver = in_review(asked(short, olivia), stella, carl, cora)

    for user in (olivia, eddie, stella, max, cora, carl):
        client.force_login(user)
        client.post(reverse("web:move", args=["score-waiver", waiver.pk, "grant"]), {"note": "Granted."})
        if user not in (carl, olivia):
            for move in ("deny", "withdraw"):
                client.post(reverse("web:move", args=["score-waiver", waiver.pk, move]), {"note": "No."})
        for name in ("propose-grant", "refuse-grant"):
            client.post(at(name, waiver.pk), {"note": "Forged."}) if user != carl else None
    waiver.refresh_from_db()

    assert (waiver.state, waiver.proposal) == ("in_review", None)


def test_a_member_steps_off_from_the_page(short, client, page, olivia, stella, carl):
    waiver = in_review(asked(short, olivia), stella, carl)
    assert "Nobody asks why." in page(carl, at("leave-waiver", waiver.pk))

    client.post(at("leave-waiver", waiver.pk))

    page(carl, waiver.get_absolute_url(), status=404)
    assert str(waiver) in page(stella, "/home/")


def test_withdrawing_is_asked_about_first(short, client, page, olivia):
    waiver = asked(short, olivia)
    assert "no other waiver can be asked for in this round" in page(olivia, at("withdraw-waiver", waiver.pk))

    client.post(at("withdraw-waiver", waiver.pk))

    waiver.refresh_from_db()
    assert waiver.state == "withdrawn"


def test_a_fresh_practice_is_told_to_begin_with_its_scores(elm, page, olivia, vera):
    assert "Enter the QOPI scores of Elm Street Oncology" in page(olivia, "/home/")
    assert "Enter the QOPI scores" not in page(vera, "/home/")


def counted(django_assert_max_num_queries, client, url):
    with django_assert_max_num_queries(60) as asked_for:
        assert client.get(url).status_code == 200
    return len(asked_for)


def test_lists_cost_the_same_with_one_waiver_as_with_three(
    elm, client, stella, olivia, carl, cora, django_assert_max_num_queries
):
    def sit(code):
        return in_review(
            asked(short_score(stella, practice=elm, round=another_round(code)), olivia), stella, carl, cora
        )

    pages = [(olivia, at("waivers", elm.pk)), (olivia, elm.get_absolute_url()), (carl, "/home/"), (stella, "/home/")]
    pages.append((stella, reverse("admin:practices_scorewaiver_changelist")))

    def costs():
        found = []
        for user, url in pages:
            client.force_login(user)
            client.get(url)
            found.append(counted(django_assert_max_num_queries, client, url))
        return found

    sit("2026-one")
    one = costs()
    sit("2026-two"), sit("2026-three")

    assert costs() == one


def test_a_viewer_of_another_practice_finds_nothing(short, page, olivia, stan):
    MembershipFactory(user=stan)
    waiver = asked(short, olivia)

    for name in ("waiver", "waiver-evidence", "withdraw-waiver", "propose-grant"):
        page(stan, at(name, waiver.pk), status=404)
    page(stan, at("waivers", short.practice_id), status=404)


def test_evidence_is_added_until_the_decision(short, page, olivia, eddie, vera, stella, carl):
    waiver = asked(short, olivia)
    assert "Attach evidence" in page(eddie, at("waiver-evidence", waiver.pk))
    page(vera, at("waiver-evidence", waiver.pk), status=404)

    actions.deny(in_review(waiver, stella, carl), by=carl, note="No.")

    page(eddie, at("waiver-evidence", waiver.pk), status=404)


def test_the_second_chair_may_be_named_after_the_first_one_began(short, olivia, stella, carl, cora, page):
    waiver = in_review(asked(short, olivia), stella, carl)
    assert str(waiver) in page(stella, "/home/")

    waiver = waiver_council.name_member(waiver, by=stella, member=cora, capacity="council-second")
    answer(waiver, cora)

    assert waiver.get_absolute_url() in page(cora, "/home/")


def test_the_question_about_conflicts_opens_to_whom_it_is_asked(short, page, olivia, stella, carl):
    waiver_council.name_member(asked(short, olivia), by=stella, member=carl)
    question = ConflictQuestion.objects.get(asked_of=carl)

    text = page(carl, question.get_absolute_url())

    assert "Elm Street Oncology, Springfield, IL" in text
    assert "One valley" not in text


def test_staff_record_a_letter_and_a_late_one_is_refused_in_words(client, short, olivia, stella):
    url = reverse("practices:waiver-received", args=[short.pk])
    typed = {**SAYS, "measures": ["CORE1"]}
    client.force_login(olivia)
    assert client.post(url, typed).status_code == 404

    with time_machine.travel("2026-06-25 15:00Z"):
        client.force_login(stella)
        ahead = client.post(url, typed | {"received_on": "2026-06-26"})
        late = client.post(url, typed | {"received_on": "2026-06-21"})
        recorded = client.post(url, typed | {"received_on": "2026-06-20"}, follow=True)
        again = client.post(url, typed | {"received_on": "2026-06-20"})

    assert "it lies in the future" in ahead.content.decode()
    assert "it had to arrive by June 20, 2026" in late.content.decode()
    assert "; recorded by Stella" in recorded.content.decode()
    assert ScoreWaiver.objects.get().requested_on == datetime.date(2026, 6, 20)
    assert "which is possible once" in again.content.decode()
    assert {ahead.status_code, late.status_code, again.status_code} == {422}


def test_the_list_of_waivers_leads_staff_to_recording_a_letter(page, short, stella, olivia):
    url, link = reverse("practices:waivers", args=[short.practice_id]), "Record a request that came in writing"
    assert link in page(stella, url)
    assert link not in page(olivia, url)
