"""Step 5: files go in, are checked, cover what the standards ask for, and are accepted or sent back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications import queues
from applications.actions import application as application_actions
from applications.actions import policies as actions
from applications.actions.opening import open_application
from applications.gaps import policies as gaps
from applications.models import Application, PolicyDocument, PolicyType
from applications.states import PolicyState
from qcp.documents import checks
from qcp.notices.models import Message
from qcp.workflow.moves import moves_for
from qcp.workflow.refusals import NotAllowed, NotReady, Refused
from tests.factories import applications as factories
from tests.qcp.documents import paper
from tests.qcp.documents.corpus import HTML


@pytest.fixture
def application(olivia, eddie, vera):
    factories.catalogue()
    practice = factories.practice_of(olivia, eddie, vera, sites=2, legal_name="Elm Street Oncology")
    factories.qualify(practice)
    return factories.fill(open_application(practice, by=olivia), by=olivia, but=["policies"])


@pytest.fixture
def document(application, eddie):
    return handed_in(application, eddie)


def file(words="Two people verify.", name="policies.pdf", content=None):
    return SimpleUploadedFile(name, content or paper.pdf(words))


def handed_in(application, by, *, upload=None, check=True, **about):
    asked = gaps.needed(application)
    rows = [{"policy_type": each, **about} for each in asked]
    document = actions.upload(application, by=by, file=upload or file(), citations=rows)
    if check:
        checks.check_due()
    return PolicyDocument.objects.get(pk=document.pk)


def submitted(application, by):
    return application_actions.submit(Application.objects.get(pk=application.pk), by=by)


def test_each_policy_that_the_standards_ask_for_is_named_until_it_is_there(application, eddie):
    before = gaps.gaps(application)
    asked = gaps.needed(application)

    assert before == [f"Hand in your policy “{each}”." for each in asked] and before
    handed_in(application, eddie, check=False)
    assert gaps.gaps(application) == ["Wait until “policies.pdf” has been checked. This takes a minute or two."]
    checks.check_due()
    assert gaps.gaps(application) == []
    assert [row.complete for row in gaps.coverage(application)] == [True] * len(asked)


def test_a_file_is_released_by_its_check_alone(application, eddie, stella, max):
    document = handed_in(application, eddie, check=False)

    for person in (eddie, stella, max):
        assert moves_for(document, person) == []
        with pytest.raises(NotAllowed):
            actions.clear(document, by=person)
    checks.check_due()

    document = PolicyDocument.objects.get(pk=document.pk)
    assert document.state == PolicyState.CLEAN
    assert [line.move for line in document.history.all()] == ["open", "clear"]


def test_a_file_that_cannot_be_used_is_refused_and_the_practice_is_told_why(application, eddie, olivia):
    document = handed_in(application, eddie, upload=file(content=HTML))

    assert document.state == PolicyState.REJECTED
    assert document.because.startswith("What it holds is not of a type taken here.")
    told = Message.objects.filter(notice="applications.policy_refused")
    assert {message.recipient for message in told} == {eddie, olivia}
    assert all(document.because in message.body for message in told)
    assert all("policies.pdf" not in message.subject + message.body for message in told)
    assert gaps.gaps(application)[0].startswith("Hand in your policy")


def test_a_document_for_one_site_leaves_the_other_to_be_covered(application, eddie):
    first, second = application.sites()
    handed_in(application, eddie, sites=[first])

    missing = gaps.gaps(application)

    name = next(iter(gaps.needed(application)))
    assert missing[0] == f"Hand in your policy “{name}” for {second.name} too."
    handed_in(application, eddie, upload=file("For the other."), sites=[second])
    assert gaps.gaps(application) == []


def test_a_citation_for_one_standard_leaves_the_others_missing(application, document, eddie):
    policy_type, standards = next((t, s) for t, s in gaps.needed(application).items() if len(s) > 1)
    for citation in document.citations.filter(policy_type=policy_type):
        actions.uncite(citation, by=eddie)

    actions.cite(document, by=eddie, policy_type=policy_type, standard=standards[0], pages="3-5")

    rest = ", ".join(standard.code for standard in standards[1:])
    assert gaps.gaps(application) == [f"Hand in your policy “{policy_type}” for standard {rest} too."]
    assert str(document.citations.get(policy_type=policy_type)) == f"{standards[0]}, pages 3-5"


def test_the_same_file_is_not_kept_twice_for_one_application(application, document, eddie):
    with pytest.raises(NotReady, match="This file was already handed in as “policies.pdf”"):
        handed_in(application, eddie)

    assert PolicyDocument.objects.count() == 1


def test_the_office_returns_a_document_and_a_newer_one_takes_its_place(application, document, eddie, olivia, stella):
    submitted(application, olivia)

    actions.return_(document, by=stella, note="The dose limits are missing.")

    document = PolicyDocument.objects.get(pk=document.pk)
    assert document.because == "The dose limits are missing."
    assert "The dose limits are missing." in Message.objects.filter(notice="applications.policy_returned")[0].body
    newer = actions.replace(document, by=eddie, file=file("With dose limits."))
    checks.check_due()
    newer = PolicyDocument.objects.get(pk=newer.pk)
    assert (newer.revision, newer.replaces, newer.state) == (2, document, PolicyState.CLEAN)
    assert newer.covers == document.covers
    assert Message.objects.filter(notice="applications.policy_replaced", recipient=stella).count() == 1
    with pytest.raises(NotReady, match="already replaced"):
        actions.replace(document, by=eddie, file=file("Again."))


def test_an_application_is_accepted_only_with_every_policy_accepted(application, document, olivia, stella):
    application = submitted(application, olivia)

    def missing():
        offer = next(each for each in moves_for(application, stella) if each.name == "accept")
        return offer.problems

    assert missing() == ["Accept “policies.pdf”, or return it."]
    actions.accept(document, by=stella)
    assert missing() == []
    actions.return_(document, by=stella, note="On second reading it is out of date.")
    assert missing() == ["Wait until the practice replaces “policies.pdf”."]


@pytest.mark.parametrize("who", ["olivia", "eddie", "vera", "stan", "rita", "sam", "carl"])
def test_only_the_office_accepts_and_returns(request, document, who):
    person = request.getfixturevalue(who)

    assert moves_for(document, person) == []
    with pytest.raises(NotAllowed):
        actions.accept(document, by=person)
    with pytest.raises(NotAllowed):
        actions.return_(document, by=person, note="No.")


@pytest.mark.parametrize("who", ["vera", "stan", "stella", "rita"])
def test_only_those_who_fill_the_application_in_hand_in_files(request, application, document, who):
    person = request.getfixturevalue(who)

    for act in (
        lambda: handed_in(application, person, upload=file("Mine.")),
        lambda: actions.replace(document, by=person, file=file("Mine.")),
        lambda: actions.cite(document, by=person, policy_type=PolicyType.objects.first()),
        lambda: actions.uncite(document.citations.first(), by=person),
    ):
        with pytest.raises(Refused):
            act()

    assert PolicyDocument.objects.count() == 1


def test_nothing_is_added_while_the_office_has_the_application(application, document, olivia, eddie):
    submitted(application, olivia)

    with pytest.raises(NotAllowed):
        handed_in(application, eddie, upload=file("Late."))
    with pytest.raises(NotAllowed):
        actions.replace(document, by=eddie, file=file("Late."))


def test_the_step_takes_a_file_and_says_where_it_stands(client, application, eddie):
    client.force_login(eddie)
    address = reverse("applications:step", args=[application.pk, "policies"])
    chosen = [each.pk for each in gaps.needed(application)][:2]

    page = client.get(address)
    assert "No patient information" in page.content.decode()
    answer = client.post(address, {"file": file(), "policies": chosen, "pages": "1, 3-5"}, follow=True)

    assert "The file has arrived and is being checked." in answer.content.decode()
    assert "Checking" in answer.content.decode()
    document = PolicyDocument.objects.get()
    assert [(c.policy_type_id, c.pages) for c in document.citations.all()] == [(pk, "1, 3-5") for pk in chosen]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"file": file(name="plan.exe")}, "This file type cannot be used here."),
        ({"file": None}, "Choose a file."),
        ({"policies": []}, "Tick at least one policy that the file holds."),
        ({"pages": "all"}, "Write page numbers such as 3, 5-7."),
    ],
)
def test_what_is_wrong_is_said_beside_the_form_and_nothing_is_kept(client, application, eddie, given, words):
    client.force_login(eddie)
    chosen = [each.pk for each in gaps.needed(application)][:1]
    typed = {"file": file(), "policies": chosen, "pages": "1"} | given
    address = reverse("applications:policies", args=[application.pk])

    answer = client.post(address, {name: value for name, value in typed.items() if value is not None})

    assert answer.status_code == 422
    assert "<title>Error: " in answer.content.decode()
    assert words in answer.content.decode()
    assert PolicyDocument.objects.count() == 0


def test_the_page_of_a_document_offers_each_person_their_own_acts(client, document, eddie, vera, stella, stan):
    def page(person):
        client.force_login(person)
        return client.get(document.get_absolute_url())

    assert "Replace the file" in page(eddie).content.decode()
    assert "Replace the file" not in page(vera).content.decode()
    office = page(stella).content.decode()
    assert "Accept" in office and "Return to the practice" in office and "Replace the file" not in office
    assert page(stan).status_code == 404


def test_a_document_can_be_replaced_and_cited_anew_on_its_pages(client, application, document, eddie):
    client.force_login(eddie)
    first = document.citations.first()

    client.post(reverse("applications:policy-uncite", args=[document.pk, first.pk]))
    client.post(
        reverse("applications:policy-cite", args=[document.pk]), {"policy_type": first.policy_type_id, "pages": "1"}
    )
    answer = client.post(reverse("applications:policy-replace", args=[document.pk]), {"file": file("Newer.")})

    newer = PolicyDocument.objects.get(replaces=document)
    assert answer.url == newer.get_absolute_url()
    assert newer.citations.get(policy_type=first.policy_type).pages == "1"


@pytest.mark.parametrize("documents", [1, 3])
def test_the_step_asks_the_database_as_often_for_three_files_as_for_one(
    client, application, eddie, documents, django_assert_max_num_queries
):
    for number in range(documents):
        handed_in(application, eddie, upload=file(f"File {number}."))
    client.force_login(eddie)

    with django_assert_max_num_queries(45):
        client.get(reverse("applications:policies", args=[application.pk]))


def test_what_has_to_be_read_or_replaced_waits_in_a_queue(application, document, eddie, olivia, stella):
    assert list(queues.policies_to_read(stella)) == []
    submitted(application, olivia)

    assert list(queues.policies_to_read(stella)) == [document]
    assert list(queues.policies_to_replace(eddie)) == []
    actions.return_(document, by=stella, note="Out of date.")

    assert list(queues.policies_to_read(stella)) == []
    assert list(queues.policies_to_replace(eddie)) == [document]
    actions.replace(document, by=eddie, file=file("Newer."))
    assert list(queues.policies_to_replace(eddie)) == []
