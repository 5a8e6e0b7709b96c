"""The form asks in plain words, says in few what is wrong, and asks for nothing that the portal knows already."""

import re

import pytest

from applications.questions import newest, topics_of
from applications.questions.kinds import Kind
from applications.steps import STEPS
from practices.models import Practice, Site, TaxId
from tests.reading import grade, words

TOPICS = [topic for step in STEPS for topic in topics_of(newest(), step.slug)]
QUESTIONS = [question for topic in TOPICS for question in topic.questions]
LONGEST, HARDEST = 15, 9
NEVER = ("x" * 5000, "-1", "4.55", "999999999", "at home", "12", "next Tuesday")
VERBS = {
    *("say", "choose", "name", "write", "describe", "shorten", "offer", "include", "report", "apply", "end"),
    *("give", "hand", "wait", "sign", "pay", "ask", "complete", "answer", "look"),
}
OF_THE_PRACTICE = r"\b(street|city|zip|tax id number|ein|weekly hours|number of the practice)\b"


def refusals_of(kind: Kind):
    for typed in NEVER:
        try:
            kind.read(typed)
        except ValueError as error:
            yield str(error)


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)
def test_the_questions_of_a_page_can_be_read_in_the_ninth_school_year(topic):
    asked = " ".join(question.blank for question in topic.questions if question.required)

    assert grade(f"{asked} {topic.intro}") <= HARDEST


def test_an_error_has_at_most_fifteen_words_and_begins_with_what_to_do(draft):
    said = {question.missing for question in QUESTIONS if question.required}
    said |= {text for question in QUESTIONS for text in refusals_of(question.kind)}
    said |= {str(gap) for step in STEPS for gap in step.gaps(draft)}

    assert [text for text in said if len(words(text)) > LONGEST] == []
    assert [text for text in said if words(text)[0].lower() not in VERBS] == []


def test_no_question_is_asked_twice():
    keys = [question.key for question in QUESTIONS]
    texts = [question.text for topic in TOPICS for question in topic.questions]

    assert (len(set(keys)), len(set(texts))) == (len(keys), len(texts))


def test_no_question_asks_for_what_stands_in_the_practices_record():
    """Name, address, Tax IDs and weekly hours are typed once, on the practice's page, and shown here."""
    kept = {field.name for model in (Practice, Site, TaxId) for field in model._meta.get_fields()}
    asked = [question.blank for question in QUESTIONS if re.search(OF_THE_PRACTICE, question.blank.lower())]

    assert asked == []
    assert kept & {question.key for question in QUESTIONS} == set()


def test_the_phone_of_the_main_site_is_offered_and_counts_only_when_it_is_saved(client, draft, eddie):
    site = draft.practice.sites.get(is_main=True)
    type(site).objects.filter(pk=site.pk).update(phone="555 010 7788")
    client.force_login(eddie)
    page = client.get(f"/applications/{draft.pk}/steps/questionnaire/contacts/").content.decode()
    contacts = next(topic for topic in TOPICS if topic.slug == "contacts")

    assert 'value="555 010 7788"' in page
    assert "Write the phone number." in [text for _, text in contacts.found(draft.facts)]
