"""The practice's pages: the right people, the right content, and no query per row."""

import datetime

import pytest
from django.urls import reverse

from practices.actions import scores
from practices.models import Round, ScoreSubmission
from qcp.notices.models import Message
from tests.factories.practices import (
    MembershipFactory,
    PracticeFactory,
    SiteFactory,
    figures_entered,
    final_scores,
    sample,
    with_report,
)
from tests.factories.scores import handed_in


@pytest.fixture
def page(client, elm):
    """Opens an address as somebody: the page's text."""

    def open_page(user, name, *args, status=200):
        client.force_login(user)
        response = client.get(reverse(f"practices:{name}", args=args))
        assert response.status_code == status
        return response.content.decode()

    return open_page


@pytest.mark.parametrize("name", ["detail", "members", "scores"])
def test_members_and_the_office_open_a_practice_and_nobody_else(elm, page, olivia, vera, stella, stan, sam, name):
    for user in (olivia, vera, stella):
        page(user, name, elm.pk)
    for user in (stan, sam):
        page(user, name, elm.pk, status=404)


def test_the_practice_page_says_who_it_is_and_where_it_stands(elm, page, vera, olivia, stella):
    SiteFactory(practice=elm, name="Elm Street", is_main=True)
    final_scores(elm, stella, olivia)

    text = page(vera, "detail", elm.pk)

    for words in (
        "QP-0001",
        "Elm Street (main site)",
        "Qualifies until 29 May 2027",
        "attend the webinar before",
        "Scores valid",
    ):
        assert words in text.replace("</strong>", "")


def queries_of(django_assert_max_num_queries, client, url):
    with django_assert_max_num_queries(40) as counted:
        assert client.get(url).status_code == 200
    return len(counted)


def test_the_practice_page_costs_the_same_with_one_site_and_member_as_with_three(
    elm, client, vera, stan, stella, olivia, django_assert_max_num_queries
):
    SiteFactory(practice=elm)
    figures_entered(elm)
    client.force_login(vera)
    url = reverse("practices:detail", args=[elm.pk])
    client.get(url)
    before = queries_of(django_assert_max_num_queries, client, url)
    SiteFactory(practice=elm)
    SiteFactory(practice=elm)
    MembershipFactory(practice=elm, user=stan, role="viewer")

    assert queries_of(django_assert_max_num_queries, client, url) == before <= 25


def test_the_page_of_a_round_costs_the_same_with_one_measure_as_with_all(
    elm, client, vera, django_assert_max_num_queries
):
    submission = figures_entered(elm)
    client.force_login(vera)
    url = submission.get_absolute_url()
    client.get(url)
    before = queries_of(django_assert_max_num_queries, client, url)
    submission.measure_scores.exclude(measure__code="CORE1").delete()

    assert queries_of(django_assert_max_num_queries, client, url) == before <= 25


def test_the_page_of_a_round_names_every_shortfall_and_sorts_by_gap(elm, page, vera, olivia, stella):
    submission = final_scores(elm, stella, olivia, CORE1="10,83,1")
    elm.oncologist_hours = 400
    elm.save()

    text = page(vera, "score", submission.pk)

    assert "These scores do not qualify" in text
    assert "The Overall Quality Score is 73.17%; at least 75% is needed." in text
    assert text.index(">CORE1<") < text.index(">CORE18<") < text.index(">EOL48<")


def test_hours_that_change_later_do_not_change_a_result(elm, page, vera, olivia, stella):
    submission = final_scores(elm, stella, olivia)
    elm.oncologist_hours = 400
    elm.save()

    assert "These scores qualify" in page(vera, "score", submission.pk)


def test_a_foreign_round_is_absent(elm, page, stan, sam):
    submission = figures_entered(elm)

    for user in (stan, sam):
        page(user, "score", submission.pk, status=404)


def test_viewers_read_figures_but_do_not_enter_them(elm, page, vera, eddie):
    submission = figures_entered(elm)

    page(vera, "figures", submission.pk, status=404)
    page(eddie, "figures", submission.pk)


def test_files_are_taken_in_by_an_editor(elm, client, eddie):
    client.force_login(eddie)

    response = client.post(
        reverse("practices:scores", args=[elm.pk]), {"scores_text": sample("scores"), "charts_text": sample("charts")}
    )

    assert response.status_code == 302
    submission = ScoreSubmission.objects.get()
    assert (submission.practice, submission.saved_by, submission.measure_scores.count()) == (elm, eddie, 26)


def test_a_refused_file_names_line_and_column_and_comes_back_in_the_boxes(elm, client, eddie):
    client.force_login(eddie)
    other = PracticeFactory()
    lines = sample("scores").replace("CORE1,76,83", "CORE1,=SUM(A1),83").replace("QP-0001", other.number, 2)

    response = client.post(
        reverse("practices:scores", args=[elm.pk]), {"scores_text": lines, "charts_text": sample("charts")}
    )

    text = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: " in text
    assert "Scores file, line 2. Column practice:" in text
    assert "“=SUM(A1)” is not a whole number" in text
    assert "CORE1,=SUM(A1),83" in text
    assert ScoreSubmission.objects.count() == 0


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"a,b\n1,2", b"\x00" * 50, "é".encode("latin-1")])
def test_whatever_is_uploaded_is_answered_in_words(elm, client, eddie, content):
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    client.force_login(eddie)

    response = client.post(
        reverse("practices:scores", args=[elm.pk]), {"scores_file": SimpleUploadedFile("scores.csv", content)}
    )

    assert response.status_code == 422
    assert ScoreSubmission.objects.count() == 0


def test_viewers_and_the_office_import_nothing_here(elm, client, vera, stella):
    for user in (vera, stella):
        client.force_login(user)
        response = client.post(reverse("practices:scores", args=[elm.pk]), {"scores_text": sample("scores")})
        assert response.status_code == 404
    assert ScoreSubmission.objects.count() == 0


def test_returned_figures_are_sent_again_with_an_answer(elm, page, client, olivia, eddie, stella):
    submission = scores.submit(with_report(figures_entered(elm)), by=olivia)
    submission = scores.return_(submission, by=stella, note="CORE1 differs from the report.")
    send = reverse("practices:send-scores", args=[submission.pk])

    for name in ("score", "send-scores"):
        assert "CORE1 differs from the report." in page(olivia, name, submission.pk)
    page(eddie, "send-scores", submission.pk, status=404)
    client.force_login(olivia)
    empty = client.post(send, {"note": ""})
    client.post(send, {"note": "It was a slip, see page 3."})

    assert empty.status_code == 422
    submission = ScoreSubmission.objects.get()
    assert (submission.state, submission.history.latest("seq").note) == ("submitted", "It was a slip, see page 3.")
    told = Message.objects.filter(notice="practices.scores_submitted", body__contains="It was a slip, see page 3.")
    assert told.filter(recipient=stella).count() == 1
    page(olivia, "send-scores", submission.pk, status=404)


def test_only_the_open_round_and_the_latest_reported_one_are_offered(elm, page, client, olivia):
    spring = Round.objects.get()
    days = [(2025, 3, 17), (2025, 5, 11), (2025, 12, 1)]
    names = ("opens_on", "closes_on", "report_on")
    old = Round.objects.create(
        code="2025-fall", track="QCP", measure_set=spring.measure_set,
        **{name: datetime.date(*day) for name, day in zip(names, days, strict=True)},
    )  # fmt: skip

    text = page(olivia, "scores", elm.pk)
    client.post(reverse("practices:open-scores", args=[elm.pk, old.pk]))

    assert "Enter round 2026-spring" in text
    assert "Enter round 2025-fall" not in text
    assert not ScoreSubmission.objects.exists()


def test_the_office_reads_figures_and_report_side_by_side(client, stella, olivia):
    submission = handed_in(olivia, met=80)
    client.force_login(olivia)
    assert client.get(reverse("practices:score-work", args=[submission.pk])).status_code == 404
    client.force_login(stella)
    text = client.get(reverse("practices:score-work", args=[submission.pk])).content.decode()

    assert "80.00% (80 of 100)" in text and "CORE1" in text
    assert "No document to read" in text and "Make final: the figures match the report" in text
