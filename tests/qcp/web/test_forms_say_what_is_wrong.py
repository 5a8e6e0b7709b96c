import re

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.template import engines
from django.test import RequestFactory

from qcp.web.forms import render_form
from qcp.web.gallery import SampleForm
from qcp.web.summary import problems_of

PAGE = """{% extends "base.html" %}{% block title %}Your practice{% endblock %}
{% block content %}<h1>Your practice</h1>{% include "components/form.html" with form=form only %}{% endblock %}"""


@pytest.fixture
def shown(rf, settings, tmp_path):
    """The page after a POST of these answers."""
    (tmp_path / "page.html").write_text(PAGE)
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]

    def show(answers, form=SampleForm, method="post"):
        request = getattr(RequestFactory(), method)("/", answers)
        request.user, request.session = AnonymousUser(), {}
        request._messages = FallbackStorage(request)
        return render_form(request, "page.html", {}, form(answers if method == "post" else None))

    return show


def body(response):
    return response.content.decode()


def test_a_page_that_was_only_opened_shows_no_error(shown):
    response = shown({}, method="get")

    assert response.status_code == 200
    assert "<title>Your practice - QCP</title>" in body(response)
    assert "There is a problem" not in body(response)


def test_a_failed_form_is_shown_again_with_422_and_error_in_the_title(shown):
    response = shown({"legal_name": "Elm Street Oncology", "chairs": "a few"})

    assert response.status_code == 422
    assert "<title>Error: Your practice - QCP</title>" in body(response)
    assert 'value="Elm Street Oncology"' in body(response)
    assert 'value="a few"' in body(response)


def test_every_line_of_the_summary_leads_to_a_control_and_repeats_its_message(shown):
    page = body(shown({"chairs": "a few"}))
    summary = page[page.index("data-error-summary") : page.index("<h1>")]
    lines = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', summary)

    assert len(lines) == 8
    for target, text in lines:
        assert f'id="{target}"' in page
        assert page.count(text) == 2, text


def test_fields_name_their_hint_and_their_error_to_screen_readers(shown):
    page = body(shown({}))

    assert 'aria-describedby="id_legal_name_helptext id_legal_name_error"' in page
    assert 'id="id_legal_name_helptext"' in page and 'id="id_legal_name_error"' in page
    assert '<fieldset class="usa-fieldset" aria-describedby="id_therapies_helptext id_therapies_error">' in page
    assert 'aria-invalid="true"' in page


def test_ticked_and_chosen_answers_are_still_there(shown):
    page = body(shown({"therapies": ["oral", "vesicant"], "mode": "away", "state": "MD", "agreed": "on"}))

    assert re.search(r'value="oral"[^>]*checked', page) and re.search(r'value="vesicant"[^>]*checked', page)
    assert not re.search(r'value="intrathecal"[^>]*checked', page)
    assert re.search(r'value="away"[^>]*checked', page)
    assert '<option value="MD" selected>' in page
    assert re.search(r'name="agreed"[^>]*checked', page)


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        (forms.CharField(label="Legal name"), "Fill in: Legal name."),
        (forms.BooleanField(label="I agree"), "Tick “I agree” to go on."),
        (forms.FileField(label="Policy"), "Choose a file: Policy."),
        (forms.ChoiceField(label="State", choices=[("VA", "Virginia")]), "Choose an answer: State"),
    ],
)
def test_a_missing_answer_is_asked_for_by_its_name(field, sentence):
    form = type("One", (forms.Form,), {"answer": field})({})

    assert [entry.text for entry in problems_of([form])] == [sentence]


def test_djangos_short_messages_name_the_question_and_our_own_stand_as_written():
    class Own(forms.Form):
        chairs = forms.IntegerField(label="Chairs", max_value=10)
        day = forms.DateField(label="Day", error_messages={"invalid": "Write the day as 05/31/2027."})

        def clean(self):
            raise forms.ValidationError("The two answers do not fit together.")

    assert [entry.text for entry in problems_of([Own({"chairs": "11", "day": "soon"})])] == [
        "The two answers do not fit together.",
        "Chairs: ensure this value is less than or equal to 10.",
        "Write the day as 05/31/2027.",
    ]


def test_numbers_are_typed_as_text_so_that_nothing_typed_is_thrown_away():
    html = str(SampleForm({"chairs": "12 or so"})["chairs"].as_field_group())

    assert 'type="text"' in html and 'inputmode="numeric"' in html and 'value="12 or so"' in html
    assert "min=" not in html


def test_forms_carry_both_hidden_keys_even_inside_an_isolated_include(rf):
    request = rf.get("/")
    inner = engines["django"].from_string(
        '{% include "components/confirm.html" with question="Sure?" button="Yes" only %}'
    )

    html = inner.render({}, request)

    assert 'name="csrfmiddlewaretoken"' in html and 'name="form_key"' in html
