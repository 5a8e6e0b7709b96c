"""The surveyor's papers: charts and tracers by number, standard wording, and the whole sheet on paper."""

import io
import json

import pytest
from django.urls import reverse
from pypdf import PdfReader

from applications.models import Standard
from surveys.models import Finding, Wording

from .conftest import FIRST
from .test_syncing import Tablet, finding_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def tablet(client, begun, sam, on):
    Standard.objects.update(evidence=["records_review", "observation"])
    client.force_login(sam)
    with on(FIRST):
        yield Tablet(client, begun)


def chart_page(survey, kind="chart"):
    return reverse("surveys:charts", args=[survey.pk, survey.visits.get().pk, kind])


def test_a_chart_is_marked_by_its_number_and_the_finding_counts_what_charts_show(tablet, begun):
    finding = finding_of(begun)
    marks = [tablet.change(finding, f"chart-{number}", value) for number, value in ((1, "yes"), (2, "no"), (3, "yes"))]

    assert tablet.outcomes(*marks, tablet.change(finding, "tracer-1", "none")) == ["applied"] * 4

    page = tablet.client.get(reverse("surveys:field", args=[begun.pk])).content.decode()
    assert "Charts: 2 yes, 1 no." in page and "Tracers: 1 does not apply." in page


def test_the_worksheet_shows_what_was_marked_and_names_the_revision_that_it_shows(tablet, begun):
    tablet.send(tablet.change(finding_of(begun), "chart-2", "no"))

    page = tablet.client.get(chart_page(begun)).content.decode()

    assert 'data-fields="chart-2" data-revisions="{&quot;chart-2&quot;: 1}"' in page
    assert page.count(" checked>") == 1


def test_worksheets_of_another_kind_or_site_do_not_exist(tablet, begun):
    page = chart_page(begun)

    assert tablet.client.get(page.replace("/chart/", "/leaf/")).status_code == 404
    assert tablet.client.get(page.replace(str(begun.visits.get().pk), str(begun.pk))).status_code == 404


@pytest.mark.parametrize(("field", "value"), [("chart-11", "yes"), ("chart-1", "John"), ("tracer-4", "no")])
def test_what_is_no_chart_or_no_mark_is_refused_by_itself(tablet, begun, field, value):
    finding = finding_of(begun)

    outcomes = tablet.outcomes(tablet.change(finding, field, value), tablet.change(finding))

    assert sorted(outcomes) == ["applied", "refused"]


def test_two_tablets_that_mark_one_chart_differently_are_asked_to_choose(tablet, begun):
    finding = finding_of(begun)
    tablet.send(tablet.change(finding, "chart-1", "yes"))
    tablet.send(tablet.change(finding, "chart-1", "no"), device="tablet-b-0001")
    page = tablet.client.get(reverse("surveys:field", args=[begun.pk])).content.decode()
    assert "Chart 1: two answers stand beside each other." in page and "Keep “No”" in page

    tablet.client.post(reverse("surveys:choose", args=[begun.pk, finding.pk]), {"chart-1": json.dumps("no")})

    assert Finding.objects.get(pk=finding.pk).answer("chart-1").values == ["no"]


def test_when_it_was_seen_stands_apart_from_when_it_was_entered(tablet, begun, on):
    finding = finding_of(begun)

    tablet.send(tablet.change(finding, "observed_at", "2026-03-31T10:15"))

    kept = Finding.objects.get(pk=finding.pk)
    assert (kept.observed_at, kept.changed_at.isoformat()) == ("2026-03-31T10:15", "2026-04-01T16:00:00+00:00")
    assert "Entered" in tablet.client.get(reverse("surveys:field", args=[begun.pk])).content.decode()


@pytest.mark.parametrize("value", ["2026-02-31T10:15", "yesterday", "2027-01-01T00:00"])
def test_a_time_that_there_is_not_or_that_is_to_come_is_refused(tablet, begun, value):
    assert tablet.outcomes(tablet.change(finding_of(begun), "observed_at", value)) == ["refused"]


def test_standard_wording_is_offered_where_it_fits_and_no_longer_when_the_office_withdraws_it(tablet, begun):
    standard = finding_of(begun).standard
    Wording.objects.create(purpose="notes", text="For this one.", standard=standard)
    Wording.objects.create(purpose="notes", text="For all.")
    Wording.objects.create(purpose="notes", text="For none now.", is_offered=False)
    other = Standard.objects.exclude(pk=standard.pk).filter(domain=standard.domain).get()
    Wording.objects.create(purpose="reason", text="For the other.", standard=other)

    page = tablet.client.get(reverse("surveys:field", args=[begun.pk])).content.decode()

    counted = [page.count(f">{text}<") for text in ("For this one.", "For all.", "For none now.", "For the other.")]
    assert counted == [1, 2, 0, 1]
    assert page.index("For this one.") < page.index("For all.")


def test_the_office_keeps_the_library_and_names_no_patient_in_it(client, stella):
    client.force_login(stella)
    address = reverse("admin:surveys_wording_add")
    given = {"purpose": "notes", "text": "Seen with MRN 4711.", "position": "10", "is_offered": "on"}
    assert "patient&#x27;s identifier" in client.post(address, given).content.decode()

    client.post(address, {**given, "text": "No policy was shown."})

    assert Wording.objects.get(changed_by=stella).text == "No policy was shown."


def test_the_paper_worksheet_holds_every_standard_of_every_site_and_no_patient(tablet, begun):
    tablet.send(tablet.change(finding_of(begun), value="met"))

    answer = tablet.client.get(reverse("surveys:on-paper", args=[begun.pk]))

    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert all(finding.standard.code in words for finding in begun.findings())
    assert all(part in words for part in ("Elm Street Oncology", "Met (entered)", "Seen at", "never a name"))


def test_the_paper_worksheet_can_be_printed_before_the_visit(client, scheduled, sam):
    client.force_login(sam)

    answer = client.get(reverse("surveys:on-paper", args=[scheduled.pk]))

    assert answer["Content-Type"] == "application/pdf" and len(answer.content) > 5000
