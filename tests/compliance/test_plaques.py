"""The plaque: ordered by the practice, made and shipped by the office, never sent for what has ended."""

import io

import pypdf
import pytest
from django.urls import reverse

from applications.models import Invoice
from compliance.actions import certifications, plaques
from compliance.models import PlaqueOrder
from compliance.queues import plaques_to_send
from qcp.access import conflicts
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from tests.factories import compliance as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def certification(olivia, eddie, vera, rita, mona):
    certification = made.certified(rita, olivia, mona)
    certification.practice.memberships.create(user=eddie, role="editor")
    certification.practice.memberships.create(user=vera, role="viewer")
    return certification


def letters(kind):
    return sorted(str(m.recipient) for m in Message.objects.filter(notice=f"compliance.plaque_{kind}"))


def test_an_editor_orders_it_and_the_office_makes_and_ships_it(certification, client, eddie, olivia, stella):
    page = reverse("compliance:plaque", args=[certification.pk])
    client.force_login(eddie)
    assert "It is never invoiced" in client.get(page).content.decode()

    shown = client.post(page, made.ENGRAVED, follow=True).content.decode()

    assert "Elm Street Oncology" in shown and f"Certificate {certification.number}" in shown
    assert "Received. The plaque is ordered" in shown
    order = PlaqueOrder.objects.get()
    assert list(plaques_to_send(stella)) == [order]
    assert letters("ordered") == ["Eddie", "Mona", "Office", "Olivia", "Stella"]

    desk = reverse("admin:compliance_plaqueorder_change", args=[order.pk])
    client.force_login(stella)
    assert "Handed to the engraver" in client.get(desk).content.decode()
    sheet = client.get(reverse("admin:compliance_plaqueorder_sheet", args=[order.pk]))
    printed = " ".join(pypdf.PdfReader(io.BytesIO(sheet.content)).pages[0].extract_text().split())
    assert (
        "Elm Street Oncology" in printed and made.ENGRAVED["street"] in printed and "exactly as they stand" in printed
    )
    client.post(reverse("admin:compliance_plaqueorder_act", args=[order.pk, "engraver"]))
    assert "Carrier" in client.get(desk).content.decode()
    client.post(
        reverse("admin:compliance_plaqueorder_act", args=[order.pk, "ship"]), {"carrier": "ACME", "tracking": "Z1"}
    )

    client.force_login(eddie)
    assert "with ACME, tracking number Z1" in client.get(page).content.decode()
    assert (letters("in_work"), letters("shipped")) == (["Eddie", "Olivia"], ["Eddie", "Olivia"])
    assert "tracking number Z1" in Message.objects.filter(notice="compliance.plaque_shipped").first().body
    assert (list(plaques_to_send(stella)), Invoice.objects.count()) == ([], 0)


def test_it_can_be_changed_until_the_engraver_has_it(certification, olivia, stella):
    order = made.order_plaque(certification, olivia)
    again = plaques.order(certification, by=olivia, **made.ENGRAVED | {"name_line": "Elm Oncology"})
    assert (again.pk, again.name_line, PlaqueOrder.objects.count()) == (order.pk, "Elm Oncology", 1)

    plaques.send_to_engraver(order, by=stella)

    for act in (
        lambda: plaques.order(certification, by=olivia, **made.ENGRAVED),
        lambda: plaques.cancel(order, by=olivia),
    ):
        with pytest.raises(OutOfDate, match="with the engraver already"):
            act()
    with pytest.raises(OutOfDate, match="With the engraver"):
        plaques.send_to_engraver(order, by=stella)


def test_what_was_lost_is_cancelled_by_the_office_and_ordered_again(certification, client, olivia, stella):
    order = made.order_plaque(certification, olivia)
    plaques.send_to_engraver(order, by=stella)
    with pytest.raises(NotReady, match="Carrier"):
        plaques.ship(order, by=stella, carrier=" ")
    plaques.ship(order, by=stella, carrier="ACME")
    with pytest.raises(NotReady, match="Reason"):
        plaques.cancel(order, by=stella)
    plaques.cancel(order, by=stella, note="Lost on the way.")

    client.force_login(olivia)
    page = client.get(reverse("compliance:plaque", args=[certification.pk])).content.decode()
    assert "Lost on the way." in page and "Order the plaque" in page
    assert made.order_plaque(certification, olivia).pk != order.pk


def test_nobody_else_orders_or_ships_it(certification, client, vera, stan, rita, olivia):
    for other in (vera, stan, rita):
        with pytest.raises(NotAllowed):
            made.order_plaque(certification, other)
    order = made.order_plaque(certification, olivia)
    for act in (plaques.send_to_engraver, plaques.cancel):
        with pytest.raises(NotAllowed):
            act(order, by=vera)
    client.force_login(vera)
    page = reverse("compliance:plaque", args=[certification.pk])
    shown = client.get(page).content.decode()
    assert "Elm Street Oncology" in shown and "Change the order" not in shown
    assert client.post(page, made.ENGRAVED).status_code == 404


def test_whoever_stepped_off_the_case_sees_no_plaque_of_it(certification, olivia, stella):
    order = made.order_plaque(certification, olivia)
    conflicts.recuse(certification.case, stella)

    assert list(plaques_to_send(stella)) == []
    with pytest.raises(NotAllowed):
        plaques.send_to_engraver(order, by=stella)


def test_what_cannot_be_engraved_or_delivered_is_named(certification, client, olivia):
    client.force_login(olivia)
    wrong = made.ENGRAVED | {"name_line": "Elm ♥", "zip": "2231", "recipient": ""}
    answer = client.post(reverse("compliance:plaque", args=[certification.pk]), wrong)

    page = answer.content.decode()
    assert answer.status_code == 422
    for sentence in ("The engraver can make", "Write five digits", "Name the person who receives"):
        assert sentence in page
    assert PlaqueOrder.objects.count() == 0


def test_an_end_of_the_certification_stops_the_plaque(certification, client, olivia, stella):
    order = made.order_plaque(certification, olivia)
    certifications.surrender(certification, by=olivia)

    order = PlaqueOrder.objects.get()
    assert order.stage == "cancelled" and "Surrendered" in order.cancelled_why
    with pytest.raises(OutOfDate, match="no longer in force"):
        made.order_plaque(certification, olivia)
    client.force_login(olivia)
    page = client.get(reverse("compliance:plaque", args=[certification.pk])).content.decode()
    assert "no plaque can be ordered" in page and "Order the plaque" not in page
