"""Lists, bulk moves, the timeline and what changed since somebody last looked."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import connection
from django.urls import reverse

from applications.models import Application
from qcp import clock
from qcp.access import conflicts
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.deadlines.lengths import ONE_DAY
from qcp.desk.filters import going_on
from qcp.workflow import chain, triggers
from qcp.workflow.system import SYSTEM
from tests.factories.applications import ApplicationFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/applications/application/"


def begun(**state):
    application = ApplicationFactory(**state)
    chain.begin(application, by=SYSTEM)
    return application


def timeline(record) -> str:
    return reverse("admin:case-timeline", args=[record.case_id])


def test_a_list_hides_what_nobody_can_act_on_until_it_is_asked_for(client, stella):
    going, over = begun(submitted=True), begun(certified=True)
    client.force_login(stella)

    def shown(query=""):
        return {row.pk for row in client.get(f"{LIST}?{query}").context["cl"].result_list}

    assert shown() == {going.pk}
    assert shown("show=all") == {going.pk, over.pk}
    assert shown("state__exact=certified") == {over.pk}
    assert shown(f"q={over.practice.number}") == {over.pk}
    assert "certified" not in going_on(Application) >= {"draft", "submitted", "survey_ready"}


def chosen(records, **more):
    return {"action": "bulk_accept", ACTION_CHECKBOX_NAME: [str(record.pk) for record in records], **more}


def test_many_rows_are_moved_at_once_and_each_has_its_own_verdict(client, stella):
    possible, impossible = [begun(submitted=True) for _ in range(4)], [begun(survey_ready=True) for _ in range(3)]
    rows = [*possible[:2], *impossible, *possible[2:]]
    client.force_login(stella)

    looked = client.post(LIST, chosen(rows))
    before = set(Application.objects.values_list("pk", "state"))
    acted = client.post(LIST, chosen(rows, confirmed="1"))

    assert "Possible for 4 of 7" in looked.content.decode()
    assert (impossible[0].pk, "survey_ready") in before
    assert {(row.pk, "submitted") for row in possible} <= before
    assert "Done for 4 of 7" in acted.content.decode()
    assert {Application.objects.get(pk=row.pk).state for row in rows} == {"survey_ready"}
    assert [row.history.count() for row in [*possible, *impossible]] == [2] * 4 + [1] * 3


def test_rows_of_a_case_that_one_stepped_off_are_not_moved_by_the_way(client, stella):
    application = begun(submitted=True)
    conflicts.recuse(application.case, stella)
    client.force_login(stella)

    client.post(LIST, chosen([application], confirmed="1"))

    assert Application.objects.get().state == "submitted"


def test_the_timeline_tells_moves_letters_and_clocks_and_that_nothing_was_changed(client, stella):
    application = begun(submitted=True)
    deadlines.open(application, Kind.COMPLETENESS_REVIEW, because="The practice submitted it")
    client.force_login(stella)

    text = client.get(timeline(application)).content.decode()
    only_clocks = client.get(timeline(application) + "?kind=clock").context["events"]

    assert "History verified" in text
    assert "Opened as “Submitted”" in text
    assert "The practice submitted it" in text
    assert {event.kind for event in only_clocks} == {"clock"}


def test_the_timeline_says_when_the_history_was_tampered_with(client, stella):
    application = begun(submitted=True)
    with triggers.lifted(connection):
        application.history.update(note="Somebody else's words")
    client.force_login(stella)

    text = client.get(timeline(application)).content.decode()

    assert "History verified" not in text
    assert "is not as it was written" in text


@pytest.mark.parametrize("who", ["steve", "olivia", "rita"])
def test_the_timeline_of_a_case_is_absent_for_whoever_may_not_see_it(client, request, who, steve):
    application = begun(submitted=True)
    conflicts.recuse(application.case, steve)
    client.force_login(request.getfixturevalue(who))

    assert client.get(timeline(application)).status_code == 404


def test_every_move_adds_exactly_one_event(client, stella):
    application = begun(submitted=True)
    client.force_login(stella)
    before = client.get(timeline(application) + "?kind=move").context["events"]
    client.post(LIST, chosen([application], confirmed="1"))
    after = client.get(timeline(application) + "?kind=move").context["events"]

    own = [event for event in after if event.about == "Application"]
    assert len(own) == len(before) + 1


def test_a_record_says_what_others_did_since_one_last_looked(client, stella, steve):
    application = begun(submitted=True)
    page = reverse("admin:applications_application_change", args=[application.pk])
    client.force_login(stella)
    first = client.get(page).content.decode()
    with clock.at(clock.now() + ONE_DAY):
        quiet = client.get(page).content.decode()
    with clock.at(clock.now() + 2 * ONE_DAY):
        client.force_login(steve)
        client.post(LIST, chosen([application], confirmed="1"))
        client.force_login(stella)
    with clock.at(clock.now() + 3 * ONE_DAY):
        later = client.get(page)

    assert "You last looked" not in first
    assert "Nobody else has moved it since" in quiet
    assert "others made 1 move" in later.content.decode()
