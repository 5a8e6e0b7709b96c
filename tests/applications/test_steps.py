"""What each step asks, and that hub, page and submission agree on when it is complete."""

import datetime

import pytest
import time_machine

from applications.actions import application as actions
from applications.actions import filling
from applications.actions.catalogue import publish
from applications.catalogue.example_policy import example_policy
from applications.models import Answer, Application, Signature
from applications.queries.progress import rows
from applications.queries.standards import applicable, required_policies
from applications.questions import CURRENT, VERSIONS
from applications.questions.examples import example_answers, good_days
from applications.questions.facts import Facts
from qcp.deadlines.lengths import add_days
from qcp.documents import checks
from qcp.workflow.refusals import NotReady
from tests.factories import applications as factories
from tests.factories.practices import SiteFactory, TaxIdFactory

QUESTIONS = [
    (step, topic, question)
    for step, topics in VERSIONS[CURRENT].items()
    for topic in topics
    for question in topic.questions
    if question.required and not question.default
]


def again(application):
    return Application.objects.get(pk=application.pk)


def states(application):
    return {row.step.slug: row.state for row in rows(again(application))}


@pytest.fixture
def wide(practice, eddie, olivia):
    """A practice for which every question is asked: two Tax IDs, a site left out, an outside pharmacy."""
    TaxIdFactory(practice=practice)
    left_out = SiteFactory(practice=practice, name="Branch")
    application = factories.open_application(practice, by=eddie)
    chosen = {f"takes_part-{left_out.pk}": "no", "prepared_by": "outside"}
    for topics in VERSIONS[CURRENT].values():
        for topic in topics:
            for _ in range(2):  # the second time, questions that the first answers opened
                facts = again(application).facts
                picked = {name: value for name, value in chosen.items() if name.split("-")[0] in str(topic.questions)}
                filling.save_answers(application, topic, example_answers(topic, facts, **picked) | picked, by=eddie)
    integration = application.topics("eligibility")[0]
    checks.check(filling.hand_in_proof(application, integration, by=eddie, file=example_policy()))
    return factories.fill(application, by=olivia, but=tuple(VERSIONS[CURRENT]))


def test_a_wide_application_is_complete(wide):
    assert set(states(wide).values()) == {"complete"}


@pytest.mark.parametrize(("step", "topic", "question"), QUESTIONS, ids=lambda value: getattr(value, "key", ""))
def test_without_one_required_answer_the_step_is_open_and_nothing_is_sent(wide, olivia, step, topic, question):
    name = next(item.name for item in topic.items(wide.facts) if item.question is question)
    Answer.objects.filter(application=wide, name=name).delete()

    assert states(wide)[step] != "complete"
    with pytest.raises(NotReady):
        actions.submit(again(wide), by=olivia)


def test_without_one_signature_nothing_is_sent(complete, olivia):
    for signature in Signature.objects.all():
        Signature.objects.filter(pk=signature.pk).delete()
        with pytest.raises(NotReady, match=f"Sign the {signature.text.title}."):
            actions.submit(again(complete), by=olivia)
        signature.save(force_insert=True)


def test_a_new_version_of_an_agreement_asks_again(complete, olivia):
    assert states(complete)["agreements"] == "complete"
    given = {"title": "License Terms", "body": "New words.", "effective_on": datetime.date(2021, 1, 1)}
    text = publish("license-terms", "2", **given, position=3)

    assert states(complete)["agreements"] == "in_progress"
    filling.sign(complete, text, by=olivia, typed_name="Olivia", title="Director", has_authority=True)
    assert states(complete)["agreements"] == "complete"


def test_what_was_signed_is_kept_with_name_moment_address_and_fingerprint(draft, olivia):
    text = draft.agreements[0][0]
    with time_machine.travel("2026-03-05 17:00Z", tick=False):
        filling.sign(
            draft, text, by=olivia, typed_name="O. Elm", title="Owner", has_authority=True, ip_address="192.0.2.7"
        )

    signature = Signature.objects.get()
    assert (signature.typed_name, signature.title, signature.ip_address) == ("O. Elm", "Owner", "192.0.2.7")
    assert signature.sha256 == text.digest
    assert signature.signed_at.isoformat() == "2026-03-05T17:00:00+00:00"


def test_several_tax_ids_must_be_run_as_one_practice(draft, eddie):
    TaxIdFactory(practice=draft.practice)
    topic = draft.topics("eligibility")[0]
    answers = example_answers(topic, again(draft).facts)
    apart = dict.fromkeys(("shares_policies", "rotates_staff", "has_central_owner", "has_one_record_system"), "no")

    filling.save_answers(draft, topic, answers | apart, by=eddie)

    assert "Apply for each Tax ID on its own: these are not run as one practice." in [
        text for _, text in topic.found(again(draft).facts)
    ]


def test_a_fellowship_programme_is_refused(draft, eddie):
    topic = draft.topics("eligibility")[0]
    filling.save_answers(draft, topic, example_answers(topic, draft.facts) | {"is_fellowship": "yes"}, by=eddie)

    assert [text for _, text in topic.found(again(draft).facts)] == [
        "A fellowship program cannot be certified. Apply as the practice itself."
    ]


def test_a_site_is_left_out_only_with_a_reason(draft, eddie):
    topic, site = draft.topics("eligibility")[0], draft.practice.sites.last()
    answers = example_answers(topic, draft.facts) | {f"takes_part-{site.pk}": "no"}

    filling.save_answers(draft, topic, answers, by=eddie)

    assert [text for _, text in topic.found(again(draft).facts)] == [f"Say why {site} is left out."]
    assert site not in list(again(draft).sites())


DAYS = Facts(None, [], [], {})


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("03/25/2026", "Offer a day from 03/26/2026 to 05/28/2026."),
        ("05/29/2026", "Offer a day from 03/26/2026 to 05/28/2026."),
        ("05/25/2026", "Offer another day: this one is Memorial Day."),
        ("03/28/2026", "Offer a treatment day: no site treats on Saturdays."),
        ("2026-05-06", ""),
        ("next Tuesday", "Write the day like 12/31/2026."),
    ],
)
def test_a_survey_date_is_weighed(complete, eddie, day, sentence):
    with time_machine.travel("2026-03-05 17:00Z", tick=False):
        topic = complete.topics("survey-dates")[0]
        good = [f"{on:%m/%d/%Y}" for on in good_days(again(complete).facts, 6)]
        typed = {f"date_{n}": on for n, on in enumerate(good[:5], start=1)} | {"date_1": day}
        filling.save_answers(complete, topic, typed, by=eddie)

        assert [text for _, text in topic.found(again(complete).facts)] == ([sentence] if sentence else [])


def test_a_day_is_offered_once_and_not_on_a_black_out(complete, eddie):
    topic = complete.topics("survey-dates")[0]
    first, second = good_days(complete.facts, 2)
    typed = {
        "date_2": f"{first:%Y-%m-%d}",
        "blackout_from_1": f"{first:%Y-%m-%d}",
        "blackout_to_1": f"{add_days(first, -1):%Y-%m-%d}",
    }
    filling.save_answers(complete, topic, typed, by=eddie)

    found = {item.name: text for item, text in topic.found(again(complete).facts)}
    assert found == {
        "date_2": "Offer each day once.",
        "blackout_reason_1": "Give a reason for the days that do not suit.",
        "blackout_to_1": "End the black-out on or after its first day.",
    }


def test_the_therapies_decide_the_standards_and_the_policies(complete, eddie):
    therapy = next(topic for topic in complete.topics("questionnaire") if topic.slug == "therapy")
    before = {row.code for row in applicable(complete)}

    filling.save_answers(complete, therapy, {"gives_intrathecal": "no"}, by=eddie)

    assert before - {row.code for row in applicable(again(complete))} == {"3.10", "3.11"}
    assert "POL-IT" not in {policy.code for policy in required_policies(again(complete))}
