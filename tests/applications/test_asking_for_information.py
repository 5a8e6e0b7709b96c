"""The office asks beside an application, the practice answers, and the office's own clock rests meanwhile."""

import pytest
from django.urls import reverse

from applications.actions import application as applications
from applications.actions import inquiries
from applications.models import Inquiry
from applications.queues import answers_to_read, to_answer
from applications.states import State
from qcp import clock
from qcp.access import conflicts
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.deadlines.lengths import ONE_DAY
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from tests.factories.applications import ApplicationFactory, practice_of

pytestmark = pytest.mark.django_db
REVIEW = Kind.COMPLETENESS_REVIEW


@pytest.fixture
def application(olivia, eddie, vera):
    submitted = ApplicationFactory(submitted=True, practice=practice_of(olivia, eddie, vera))
    deadlines.open(submitted, REVIEW, because="Submitted")
    return submitted


@pytest.fixture
def inquiry(application, stella):
    return inquiries.ask(application, by=stella, text="Who mixes the drugs?")


def test_the_practice_is_asked_by_letter_and_finds_it_at_home(inquiry, olivia, eddie, vera, stella):
    letters = Message.objects.filter(notice="applications.inquiry_asked")

    assert {letter.recipient for letter in letters} == {olivia, eddie}
    assert all("Who mixes the drugs?" in letter.body for letter in letters)
    assert [list(to_answer(user)) for user in (olivia, vera)] == [[inquiry], []]
    assert list(answers_to_read(stella)) == []


def test_the_offices_clock_rests_until_the_last_question_is_answered(application, inquiry, stella, olivia):
    due = deadlines.running(application, REVIEW).due_on
    second = inquiries.ask(application, by=stella, text="And where?")
    with clock.at(clock.now() + 14 * ONE_DAY):
        inquiries.answer(inquiry, by=olivia, text="Our pharmacist.")
        assert deadlines.running(application, REVIEW).status == "paused"
        inquiries.close(second, by=stella)
        resumed = deadlines.running(application, REVIEW)

    assert resumed.status == "running"
    assert resumed.due_on > due


def test_a_thread_goes_to_and_fro_until_the_office_closes_it(inquiry, stella, eddie):
    inquiries.answer(inquiry, by=eddie, text="Our pharmacist.")
    assert list(answers_to_read(stella)) == [inquiry]
    inquiries.ask_again(inquiry, by=stella, text="With which licence?")
    inquiries.answer(inquiry, by=eddie, text="State licence 12.")
    inquiries.close(inquiry, by=stella)

    assert [line.from_office for line in inquiry.messages.all()] == [True, False, True, False]
    with pytest.raises(OutOfDate, match="closed"):
        inquiries.answer(inquiry, by=eddie, text="One more thing.")


def test_who_may_ask_and_who_may_answer(application, inquiry, stella, steve, olivia, vera, stan):
    conflicts.recuse(application.case, steve)
    for asking in (olivia, steve, stan):
        with pytest.raises(NotAllowed):
            inquiries.ask(application, by=asking, text="May I?")
    for answering in (stella, vera, stan):
        with pytest.raises(NotAllowed):
            inquiries.answer(inquiry, by=answering, text="May I?")
    with pytest.raises(NotReady, match="Write what"):
        inquiries.answer(inquiry, by=olivia, text="  ")
    with pytest.raises(OutOfDate, match="Send single questions back"):
        inquiries.ask(ApplicationFactory(returned=True), by=stella, text="Now?")


def test_what_is_still_owed_ends_with_the_application(application, inquiry, stella):
    applications.withdraw(application, by=inquiry.application.people("signatory")[0], note="We stop.")

    assert deadlines.running(application, REVIEW) is None
    assert inquiry.application.state == State.SUBMITTED != type(application).objects.get().state
    assert list(Inquiry.objects.waiting_for(Inquiry.Awaits.PRACTICE)) == []


def test_asking_and_answering_on_the_pages(client, application, stella, olivia, vera):
    page = reverse("applications:inquiries", args=[application.pk])
    client.force_login(stella)
    unsaid = client.post(page, {"about": "", "text": ""})
    client.post(page, {"about": "", "text": "Who mixes the drugs?"})
    inquiry = Inquiry.objects.get()
    client.force_login(vera)
    seen, refused = client.get(inquiry.get_absolute_url()), client.post(inquiry.get_absolute_url(), {"text": "I do."})
    client.force_login(olivia)
    client.post(inquiry.get_absolute_url(), {"text": "Our pharmacist."})
    client.force_login(stella)
    read = client.get(inquiry.get_absolute_url()).content.decode()
    client.post(inquiry.get_absolute_url(), {"act": "close"})

    assert unsaid.status_code == 422
    assert (seen.status_code, refused.status_code) == (200, 404)
    assert "Our pharmacist." in read
    assert Inquiry.objects.get().awaits == "nobody"
    assert client.post(inquiry.get_absolute_url(), {"text": "Again"}).status_code == 404


def test_a_question_can_be_about_one_standard_or_one_answer(client, application, stella):
    client.force_login(stella)
    form = client.get(reverse("applications:inquiries", args=[application.pk])).context["form"]
    name, words = next(iter(form.questions.items()))
    client.post(reverse("applications:inquiries", args=[application.pk]), {"about": f"q/{name}", "text": "Is it so?"})

    inquiry = Inquiry.objects.get()
    assert (inquiry.question, inquiry.about) == (name, words)
