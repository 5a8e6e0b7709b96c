"""Whole applications from invented answers, with a break-in at every page; what is stored is what was typed.

The suite runs one robot, which meets each page with one kind of break-in; `make prove` as many as there are kinds.
"""

import os
import random

import pytest
from django.urls import reverse

from applications.actions import invoices
from applications.actions.examples import fresh
from applications.actions.opening import open_application
from applications.models import PolicyDocument
from applications.states import InvoiceState, State
from applications.steps import BY_SLUG, STEPS
from qcp import clock
from qcp.documents import checks
from qcp.settings.turns import TURN
from qcp.workflow.system import SYSTEM
from tests.factories import applications as factories
from tests.qcp.documents import paper

from .invented import invented
from .robot import BREAK_INS, QuestionPage, Robot, SignedForm

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROBOTS = int(os.environ.get("QCP_ROBOTS", "1"))
ROUNDS = 4  # an answer can open another question of the same page


@pytest.fixture
def draft(transactional_db, olivia, eddie):
    factories.catalogue()
    practice = factories.practice_of(olivia, eddie, sites=2, legal_name="Elm Street Oncology")
    factories.qualify(practice)
    return open_application(practice, by=eddie)


@pytest.mark.parametrize("number", range(ROBOTS))
def test_what_a_robot_types_is_what_is_stored(browser, live_server, session_of, draft, olivia, number):
    chance = random.Random(number)  # noqa: S311  inventing answers is no secret
    robot = Robot(browser, live_server.url, session_of, olivia)
    ways = kinds_of_break_in(number)

    answer_every_question(robot, draft, chance, ways)
    sign_every_agreement(robot, draft, ways)
    ask_for_the_invoice(robot, draft, next(ways))
    hand_in_the_policies(robot, draft)
    send(robot, draft, next(ways))
    robot.close()


def kinds_of_break_in(number: int):
    """Each in turn; another robot begins with another one."""
    while True:
        yield BREAK_INS[number % len(BREAK_INS)]
        number += 1


def answer_every_question(robot, draft, chance, ways) -> None:
    wanted: dict[str, str] = {}
    for step, topic in question_pages(draft):
        way, answers = next(ways), {}
        for _ in range(ROUNDS):
            with TURN:
                answers = invented(topic, fresh(draft).facts, chance, answers)
                page = QuestionPage(fresh(draft), step, topic, answers)
            getattr(page, way)(robot)
            kept = page.answers_kept()
            assert {name: kept.get(name, "") for name in answers} == answers, (page.url, way)
            wanted |= answers
            if not lacking(draft, topic):
                break
        assert not lacking(draft, topic)
    kept = page.answers_kept()
    assert {name: kept.get(name, "") for name in wanted} == wanted


def question_pages(draft):
    return [(step, topic) for step in STEPS for topic in draft.topics(step.slug)]


def lacking(draft, topic) -> list:
    with TURN:
        return list(topic.found(fresh(draft).facts))


def sign_every_agreement(robot, draft, ways) -> None:
    with TURN:
        texts = [text for text, _ in fresh(draft).agreements]
    for text in texts:
        url = reverse("applications:agreement", args=[draft.pk, text.slug])
        typed = {"typed_name": f"Olivia “{text.slug}” Elm", "title": "Owner & director", "has_authority": "on"}
        getattr(SignedForm(url, typed, {"has_authority": "tick"}), next(ways))(robot)
        with TURN:
            signed = draft.signatures.get(text=text)
        assert (signed.typed_name, signed.title) == (typed["typed_name"], typed["title"])


def ask_for_the_invoice(robot, draft, way) -> None:
    getattr(SignedForm(reverse("applications:payment", args=[draft.pk]), {}), way)(robot)
    with TURN:
        invoice = draft.invoices.get()
        assert invoice.state == InvoiceState.OPEN
        invoices.pay(invoice, by=SYSTEM, paid_by="cheque", reference="1001", received_on=clock.today())


def hand_in_the_policies(robot, draft) -> None:
    """Without scripts the form carries the file itself."""
    robot.open(reverse("applications:policies", args=[draft.pk]), scripts=False)
    file = {"name": "policies.pdf", "mimeType": "application/pdf", "buffer": paper.pdf()}
    robot.page.set_input_files("#id_file", file)
    for box in robot.page.locator("main input[type=checkbox]").all():
        box.check()
    robot.press("main form:has(#id_file) button[type=submit]")
    with TURN:
        checks.check(PolicyDocument.objects.get(application=draft).file)
        assert BY_SLUG["policies"].gaps(fresh(draft)) == []


def send(robot, draft, way) -> None:
    url = reverse("applications:submit", args=[draft.pk])
    getattr(SignedForm(url, {"is_true": "on"}, {"is_true": "tick"}), way)(robot)
    with TURN:
        assert (fresh(draft).state, draft.history.filter(move="submit").count()) == (State.SUBMITTED, 1)
    robot.open(url)
    assert robot.page.url.endswith("/receipt/")
