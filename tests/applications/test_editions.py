"""Editions at the desk: files with verdicts, words that change without touching what was judged by them, crosswalks."""

import datetime
from pathlib import Path

import pytest
import time_machine
import yaml
from django.urls import reverse

from applications.actions import editions
from applications.models import Edition, Standard
from applications.queries.crosswalk import counted, crossings
from qcp.workflow.refusals import NotReady
from tests.factories.applications import ApplicationFactory, practice_of

DESK = "admin:applications_edition_"
DELIVERED = Path("applications/catalogue/standards.yaml").read_text(encoding="utf-8")


@pytest.fixture
def edition(catalogue):
    return Edition.objects.get(code="QCP-2024A")


@pytest.fixture
def bound(edition, olivia, eddie):
    """An application that was submitted under the edition."""
    return ApplicationFactory(survey_ready=True, practice=practice_of(olivia, eddie))


def words(response):
    return " ".join(response.content.decode().split())


def changed(change) -> str:
    content = yaml.safe_load(DELIVERED)
    change({row["code"]: row for row in content["standards"] if row["version"] == "QCP-2024A"}, content)
    return yaml.safe_dump(content)


def act(client, edition, name, **given):
    return client.post(reverse(f"{DESK}act", args=[edition.pk, name]), given, follow=True)


def test_a_file_is_checked_row_by_row_and_comes_in_only_when_staff_say_so(db, client, stella, olivia):
    client.force_login(stella)
    url = reverse(f"{DESK}import")

    checked = client.post(url, {"text": DELIVERED, "check": "yes"})
    assert "Checked: nothing was taken in yet" in words(checked)
    assert "standard QCP-2020 1.1.1</th><td>new" in words(checked)
    assert not Edition.objects.exists()
    taken = client.post(url, {"text": DELIVERED, "apply": "yes"}, follow=True)

    assert "Brought in." in words(taken)
    assert [edition.standards.count() for edition in Edition.objects.all()] == [90, 101]
    client.force_login(olivia)
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Choose a file."),
        ("versions: [", "The file cannot be read"),
        ("just words", "The file holds no standards"),
        ("standards: [1, 2]", "The file holds no standards"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused_in_words(db, client, stella, text, sentence):
    client.force_login(stella)

    answer = client.post(reverse(f"{DESK}import"), {"text": text, "check": "yes"})

    assert answer.status_code == 422
    assert sentence in words(answer)


def test_other_words_for_an_edition_in_use_become_a_draft_and_nobody_is_judged_by_them_yet(
    bound, edition, client, stella
):
    client.force_login(stella)
    text = changed(lambda rows, content: rows["4.2"].update(paraphrase="Somebody qualified answers at any hour."))

    answer = client.post(reverse(f"{DESK}import"), {"text": text, "check": "yes"})
    client.post(reverse(f"{DESK}import"), {"text": text, "apply": "yes"})

    assert "it comes as a draft of the next text, to be published" in words(answer)
    draft = Edition.objects.get(is_draft=True)
    assert (str(draft), draft.standards.count()) == ("QCP-2024A, text 2", 101)
    assert draft.standards.get(code="4.2").paraphrase == "Somebody qualified answers at any hour."
    assert draft.standards.get(code="4.2").parent is None
    assert draft.standards.filter(parent__edition=edition).count() == 0
    assert Edition.objects.in_force(datetime.date(2026, 1, 1)) == edition
    assert Standard.objects.get(edition=edition, code="4.2").paraphrase.startswith("Patients can reach")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda rows, content: rows["4.2"].update(policy_document="POL-HSR"), "Bring the change in as a new edition."),
        (lambda rows, content: rows["4.2"].update(code="4.22"), "Bring the change in as a new edition."),
        (
            lambda rows, content: next(v for v in content["versions"] if v["id"] == "QCP-2024A").update(
                effective="2025-02-01"
            ),
            "it took effect on 2025-01-01.",
        ),
    ],
)
def test_the_tree_and_the_day_of_an_edition_in_use_stay(bound, client, stella, change, sentence):
    client.force_login(stella)

    answer = client.post(reverse(f"{DESK}import"), {"text": changed(change), "apply": "yes"})

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not Edition.objects.filter(is_draft=True).exists()


def test_staff_write_the_next_text_row_by_row_and_what_was_judged_keeps_its_words(
    bound, edition, client, stella, complete, olivia
):
    client.force_login(stella)
    row = edition.standards.get(code="1.1")
    fixed = client.get(reverse("admin:applications_standard_change", args=[row.pk]))
    assert 'name="paraphrase"' not in words(fixed)

    act(client, edition, "revise")
    draft = Edition.objects.get(is_draft=True)
    its_row = draft.standards.get(code=row.code)
    page = reverse("admin:applications_standard_change", args=[its_row.pk])
    form = client.get(page).context["adminform"].form
    given = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    given |= {"how_to_interpret": "Our licensed words.", "applies_if": "oral"}
    saved = client.post(page, given)
    refused = act(client, draft, "publish", changes=" ")
    published = act(client, draft, "publish", changes="1.1 says who is meant.")

    assert saved.status_code == 302
    assert "Say what this version changes" in words(refused)
    assert "What this text changed: 1.1 says who is meant. (Stella" in words(published)
    draft = Edition.objects.get(pk=draft.pk)
    assert type(complete).objects.get(pk=complete.pk).judged_by() == draft
    assert dict(draft.standards.get(code="1.1").rubric)["How to interpret"] == "Our licensed words."
    assert bound.judged_by() == edition
    assert dict(bound.judged_by().standards.get(code="1.1").rubric)["How to interpret"].startswith("Judge")
    verdicts = counted(crossings(draft, edition))
    assert verdicts == {"Same number": 100, "Same number, other words": 1}


def test_a_draft_can_be_given_up_but_a_published_text_stays(bound, edition, stella):
    draft = editions.revise(edition, by=stella)
    with pytest.raises(NotReady, match="There is a later text"):
        editions.revise(edition, by=stella)

    editions.discard(draft)

    assert Edition.objects.filter(code="QCP-2024A").count() == 1
    with pytest.raises(NotReady, match="is published: it stays"):
        editions.discard(edition)
    with pytest.raises(NotReady, match="begin the next version"):
        editions.reword(edition.standards.first(), title="Other")


def test_rows_that_nobody_is_bound_to_are_changed_directly(edition, stella):
    with pytest.raises(NotReady, match="change its rows directly"):
        editions.revise(edition, by=stella)

    editions.reword(edition.standards.get(code="4.2"), title="Triage at any hour")

    assert edition.standards.get(code="4.2").title == "Triage at any hour"


def test_the_crosswalk_says_of_every_row_where_it_came_from(edition, client, stella):
    before = Edition.objects.get(code="QCP-2020")
    rows = crossings(edition, before)

    assert counted(rows)["New"] + sum(bool(row.earlier and row.standard) for row in rows) == 101
    gone_on = {each for row in rows if row.standard for each in row.earlier}
    assert counted(rows).get("No longer asked for", 0) == 90 - len(gone_on)
    client.force_login(stella)
    page = client.get(reverse(f"{DESK}crosswalk", args=[edition.pk, before.pk]))
    assert "From QCP-2020 to QCP-2024A" in words(page)
    assert "Immune effector cell therapy</th><td>-</td><td>New" in words(page)


def test_a_practice_reads_what_it_is_judged_by_and_what_changed_since_it_last_applied(edition, client, olivia, eddie):
    practice = practice_of(olivia, eddie)
    before = Edition.objects.get(code="QCP-2020")
    ApplicationFactory(certified=True, practice=practice, edition=before)
    now = ApplicationFactory(submitted=True, practice=practice, kind="recertification")
    client.force_login(olivia)

    answer = words(client.get(reverse("applications:standards", args=[now.pk])))

    assert "What changed since QCP-2020, the last edition by which you applied" in answer
    assert "It was fixed by the submission" in answer
    assert "<strong>Expected outcome.</strong>" in answer


def test_whoever_chooses_between_two_editions_sees_what_the_newer_one_changes(draft, client, olivia):
    with time_machine.travel("2025-02-03 15:00Z"):
        client.force_login(olivia)
        answer = words(client.get(reverse("applications:edition", args=[draft.pk])))

    assert "What the newer edition changes" in answer
    assert "From QCP-2020 to QCP-2024A" in answer


def test_the_choice_of_an_edition_holds_when_its_text_gets_a_next_version(draft, edition, stella, olivia, eddie):
    with time_machine.travel("2025-02-03 15:00Z"):
        before = Edition.objects.get(code="QCP-2020")
        ApplicationFactory(survey_ready=True, practice=practice_of(olivia, eddie), edition=before)
        type(draft).objects.filter(pk=draft.pk).update(chosen_edition=before)
        next_text = editions.publish(editions.revise(before, by=stella), by=stella, changes="Clearer.")
        held = type(draft).objects.get(pk=draft.pk)

        assert [str(each) for each in held.editions_offered()] == ["QCP-2024A", "QCP-2020, text 2"]
        assert held.judged_by() == next_text
