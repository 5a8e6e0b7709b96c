import pytest
import time_machine
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory

from qcp.access.models import Recusal
from qcp.web.models import Sent
from qcp.web.oneshot import forget
from qcp.web.pages import button, form_page, outcome
from qcp.workflow.models import Case
from qcp.workflow.refusals import NotReady

pytestmark = pytest.mark.django_db


@button
def open_case(request):
    return redirect(f"/cases/{Case.objects.create().pk}/")


@form_page
def show_again(request):
    return HttpResponse("not quite", status=422)


@button
def refuse(request):
    with outcome(request, tell=False):
        Case.objects.create()
        raise NotReady("Payment: not confirmed yet.")
    return redirect("/")


def send(view, user, key="k1", **answers):
    request = RequestFactory().post("/here/", {"form_key": key, **answers})
    request.user = user
    return view(request)


def test_the_same_form_sent_twice_acts_once_and_leads_to_the_same_page(olivia):
    first, again = send(open_case, olivia), send(open_case, olivia)

    assert Case.objects.count() == 1
    assert again.status_code == 302 and again.url == first.url


def test_another_content_under_the_same_key_is_another_act(olivia):
    send(open_case, olivia, name="Elm")
    send(open_case, olivia, name="Oak")

    assert Case.objects.count() == 2


def test_two_people_never_share_a_key(olivia, eddie):
    send(open_case, olivia)
    send(open_case, eddie)

    assert Case.objects.count() == 2


def test_a_form_that_did_not_pass_may_be_sent_again(olivia):
    assert send(show_again, olivia).status_code == 422
    assert send(show_again, olivia).status_code == 422
    assert not Sent.objects.exists()


def test_a_refused_act_leaves_nothing_and_may_be_tried_again(olivia):
    send(refuse, olivia)
    send(refuse, olivia)

    assert not Case.objects.exists() and not Sent.objects.exists() and not Recusal.objects.exists()


def test_a_form_without_a_key_is_simply_answered(olivia):
    for _ in range(2):
        request = RequestFactory().post("/here/")
        request.user = olivia
        open_case(request)

    assert Case.objects.count() == 2


def test_keys_are_forgotten_after_a_week(olivia):
    with time_machine.travel("2026-03-02 15:00Z"):
        send(open_case, olivia)
    for day, kept in [("2026-03-09 15:00Z", 1), ("2026-03-10 15:00Z", 0)]:
        with time_machine.travel(day):
            forget()
        assert Sent.objects.count() == kept


def test_where_it_led_may_be_a_long_address(olivia):
    @button
    def far(request):
        return redirect("/home/?" + "x" * 2000)

    assert send(far, olivia).url == send(far, olivia).url
