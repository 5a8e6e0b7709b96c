"""The roster: papers with an end, connections with a look-back, training, limits, what surveyors keep themselves."""

import datetime

import pytest
from django.urls import reverse

from qcp import clock
from qcp.deadlines.lengths import add_days, add_years
from qcp.notices.models import Message
from qcp.web.templatetags.portal import day
from surveys import roster_queues as queues
from surveys.actions import roster as actions
from surveys.models import Credential, StandingConflict, Surveyor
from surveys.pairing import Facts, objections
from surveys.queries.workload import workload
from tests.factories.surveys import enlist

TODAY = datetime.date(2026, 3, 2)
ME = "/surveys/me/"


def words(response):
    return " ".join(response.content.decode().split())


def against(survey, user):
    return objections(type(user).objects.get(pk=user.pk), Facts.of(survey))


def test_a_connection_rules_a_surveyor_out_while_it_lasts_and_five_years_after_it(survey, sam, settings):
    standing = sam.surveyor.standing_conflicts.create(practice=survey.practice)
    assert against(survey, sam) == ["Standing conflict with this practice."]

    StandingConflict.objects.filter(pk=standing.pk).update(ended_on=add_years(TODAY, -5))
    assert against(survey, sam) == ["Standing conflict with this practice."]
    StandingConflict.objects.filter(pk=standing.pk).update(ended_on=add_days(add_years(TODAY, -5), -1))
    assert against(survey, sam) == []
    settings.CONFLICT_LOOK_BACK_YEARS = 6
    assert against(survey, sam) == ["Standing conflict with this practice."]


def test_a_trainee_is_not_named(survey, sam, sue):
    Surveyor.objects.filter(pk=sam.pk).update(mentor=sue.surveyor)

    assert against(survey, sam) == ["In training: not named until the training has ended."]


def test_a_surveyor_with_as_many_surveys_as_they_take_is_not_named(proposed, sam, roster):
    Surveyor.objects.filter(pk=sam.pk).update(most_at_once=1)
    other = type(proposed)(application=proposed.application, case=proposed.case)

    assert against(proposed, sam) == []
    assert against(other, sam)[0] == "Has 1 under way already, as many as they take at the same time."
    assert str(workload([sam.pk])[sam.pk]) == "1 under way, 0 held in the last twelve months"


def test_a_paper_that_a_surveyor_reports_counts_once_staff_have_checked_it(client, sam, stella, survey):
    ends = add_days(TODAY, 10)
    Credential.objects.filter(surveyor=sam.pk, kind="licence").update(expires_on=add_days(TODAY, -1))
    assert against(survey, sam) == ["Nursing licence: not valid today."]
    client.force_login(sam)

    late = client.post(ME, {"act": "paper", "kind": "licence", "number": "", "expires_on": "2026-03-01"})
    sent = client.post(ME, {"act": "paper", "kind": "licence", "number": "N-1", "expires_on": ends}, follow=True)
    again = client.post(ME, {"act": "paper", "kind": "licence", "number": "N-1", "expires_on": ends})

    assert (late.status_code, "This paper has run out already" in words(late)) == (422, True)
    assert "Reported, not yet checked" in words(sent)
    assert "is on your entry already" in words(again)
    assert against(survey, sam) == ["Nursing licence: not valid today."]
    waiting = list(queues.papers_to_see_to(stella))
    assert [queues.on_the_roster(each).detail for each in waiting] == [
        "Nursing licence: not valid; a reported paper to check"
    ]
    Credential.objects.filter(to_check=True).update(to_check=False)
    assert against(survey, sam) == []
    assert [queues.on_the_roster(each).due_on for each in queues.papers_to_see_to(stella)] == [ends]


def test_reminders_come_at_each_stage_once_and_stop_when_the_paper_is_renewed(sam, on):
    enlist(sam, valid_until=add_days(TODAY, 200))
    licence = Credential.objects.get(surveyor=sam.pk, kind="licence")
    Credential.objects.filter(pk=licence.pk).update(expires_on=add_days(TODAY, 100))
    told = []

    for passed in range(0, 101, 5):
        with on(add_days(TODAY, passed)):
            actions.remind_of_papers()
            actions.remind_of_papers()
            told.append(Message.objects.filter(notice="surveys.paper_runs_out").count())

    assert told == [0] * 8 + [1] * 6 + [2] * 4 + [3, 4, 5]
    last = Message.objects.order_by("created_at").last()
    assert last.subject == "Nursing licence: today is its last day"
    Credential.objects.create(surveyor=sam.surveyor, kind="licence", expires_on=add_days(TODAY, 900))
    with on(add_days(TODAY, 99)):
        actions.remind_of_papers()
        assert Message.objects.count() == 5


def test_a_surveyor_declares_a_connection_in_their_own_words_and_staff_match_it(client, sam, stella, roster, practice):
    client.force_login(sam)
    client.post(ME, {"act": "connection", "told": "Elm Street, Springfield", "ended_on": ""})
    declared = StandingConflict.objects.get()
    client.force_login(stella)
    desk = reverse("admin:surveys_surveyor_change", args=[sam.pk])

    assert [queues.as_declared(each).url for each in queues.connections_to_match(stella)] == [desk]
    page = client.get(desk)
    given = {}
    for formset in [page.context["adminform"].form, *(f.formset for f in page.context["inline_admin_formsets"])]:
        forms = [formset.management_form, *formset.forms] if hasattr(formset, "forms") else [formset]
        given |= {f.add_prefix(n): f[n].value() for f in forms for n in f.fields if f[n].value() not in (None, False)}
    saved = client.post(desk, given | {"standing_conflicts-0-practice": practice.pk})
    assert saved.status_code == 302
    assert list(queues.connections_to_match(stella)) == []

    client.force_login(sam)
    ended = client.post(ME, {"end": declared.pk}, follow=True)
    until = add_years(TODAY, 5)
    assert f"Elm Street Oncology, ended on {day(TODAY)}: not surveyed until {day(until)}" in words(ended)
    assert "has ended already" in words(client.post(ME, {"end": declared.pk}, follow=True))


def test_nobody_ends_the_connection_of_somebody_else(client, sam, sue, roster, practice):
    theirs = sue.surveyor.standing_conflicts.create(practice=practice)
    client.force_login(sam)

    client.post(ME, {"end": theirs.pk})

    assert StandingConflict.objects.get().ended_on is None
    assert client.post(ME, {"end": "nonsense"}).status_code == 404


def test_a_surveyor_moves_home(client, sam, roster):
    client.force_login(sam)

    answer = client.post(ME, {"act": "home", "city": "Reno", "state": "NV"}, follow=True)

    assert "Reno, NV, region West." in words(answer)


def test_who_is_not_on_the_roster_yet_reads_so(client, sue):
    client.force_login(sue)

    assert "QCP staff add your entry" in words(client.get(ME))


@pytest.mark.parametrize(("chosen", "found"), [("valid", ["Sue"]), ("soon", ["Sam"]), ("check", ["Sue"])])
def test_the_desk_finds_surveyors_by_their_papers(client, stella, roster, sam, sue, chosen, found):
    Credential.objects.filter(surveyor=sam.pk, kind="contract").update(expires_on=add_days(TODAY, 59))
    Credential.objects.create(surveyor=sue.surveyor, kind="contract", expires_on=TODAY, to_check=True)
    client.force_login(stella)

    answer = client.get(reverse("admin:surveys_surveyor_changelist"), {"papers": chosen, "region": "Midwest"})

    assert [str(each) for each in answer.context["cl"].result_list] == found
    assert "0 under way, 0 held in the last twelve months" in words(answer)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"state": "Illinois"}, "at most 2 characters"),
        ({"most_at_once": "0"}, "leave it empty for no limit"),
        ({"mentor": "self"}, "Somebody else has to be the mentor."),
    ],
)
def test_the_desk_says_what_cannot_be(client, stella, roster, sam, given, sentence):
    client.force_login(stella)
    whole = {"user": sam.pk, "city": "Peoria", "state": "IL", "most_at_once": "", "mentor": ""}
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}
    inlines = {f"{name}-{k}": v for name in ("credentials", "standing_conflicts") for k, v in empty.items()}
    given = {k: sam.pk if v == "self" else v for k, v in given.items()}

    answer = client.post(reverse("admin:surveys_surveyor_change", args=[sam.pk]), whole | inlines | given)

    assert sentence in words(answer)
    assert Surveyor.objects.get(pk=sam.pk).mentor is None
    assert clock.today() == TODAY
