"""What happens with a plaque: ordered, changed while it can be, sent to the engraver, shipped, or cancelled."""

from django.conf import settings
from django.db import transaction

from compliance import notices, policies
from compliance.models import PlaqueOrder
from qcp import clock
from qcp.notices.outbox import enqueue
from qcp.workflow.advance import hold
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate

WORDS = ("name_line", "place_line", "recipient", "street", "city", "state", "zip", "phone")
TOO_LATE = "The plaque is with the engraver already, so its words and its address stand. Write to the program office."


def order(certification, *, by, **words) -> PlaqueOrder:
    """The complimentary plaque is ordered, or the order changed as long as the engraver does not have it."""
    with transaction.atomic():
        certification = held(certification, by, policies.may_order_plaque)
        if not certification.in_force:
            raise OutOfDate("The certification is no longer in force, so no plaque can be ordered for it.")
        standing = certification.plaques.standing().first()
        if standing and not standing.can_change:
            raise OutOfDate(TOO_LATE)
        order = standing or PlaqueOrder(certification=certification, ordered_by=by)
        for name in WORDS:
            setattr(order, name, words.get(name, "").strip())
        order.full_clean()
        order.save()
        tell(notices.PLAQUE_CHANGED if standing else notices.PLAQUE_ORDERED, order)
    return order


def send_to_engraver(order, *, by) -> PlaqueOrder:
    """The office hands it to the engraver: from now on its words stand."""
    with transaction.atomic():
        order = locked(order, by)
        if not order.can_change:
            raise OutOfDate(f"This plaque is “{order.stage.label}”. Open the page again to see what is possible.")
        order.in_work_on = clock.today()
        order.save(update_fields=["in_work_on"])
        tell(notices.PLAQUE_IN_WORK, order)
    return order


def ship(order, *, by, carrier, tracking="") -> PlaqueOrder:
    """It is on its way to the practice."""
    with transaction.atomic():
        order = locked(order, by)
        if not order.in_work_on or order.shipped_on or order.cancelled_on:
            raise OutOfDate(f"This plaque is “{order.stage.label}”, so it cannot be shipped now.")
        if not carrier.strip():
            raise NotReady("Carrier: say who brings it, so that the practice can ask.")
        order.shipped_on, order.carrier, order.tracking = clock.today(), carrier.strip(), tracking.strip()
        order.save(update_fields=["shipped_on", "carrier", "tracking"])
        tell(notices.PLAQUE_SHIPPED, order)
    return order


def cancel(order, *, by, note="") -> PlaqueOrder:
    """The practice takes back what is not in work yet; the office also what was lost or spoilt, to be ordered anew."""
    with transaction.atomic():
        certification = held(order.certification, by, policies.may_order_plaque)
        order = PlaqueOrder.objects.select_for_update().get(pk=order.pk)
        if order.cancelled_on:
            raise OutOfDate("This order is cancelled already.")
        if not policies.may_run(certification, by) and not order.can_change:
            raise OutOfDate(TOO_LATE)
        if policies.may_run(certification, by) and not note.strip():
            raise NotReady("Reason: write why, because the practice reads it.")
        end(order, note.strip() or "Taken back by the practice.")
    return order


def certification_over(certification) -> None:
    """A plaque that was not shipped yet is not sent out for a certification that has ended."""
    for order in certification.plaques.to_send().select_for_update():
        end(order, f"Certification {certification.number} is “{certification.get_state_display()}”.")


def end(order, why: str) -> None:
    order.cancelled_on, order.cancelled_why = clock.today(), why
    order.save(update_fields=["cancelled_on", "cancelled_why"])
    tell(notices.PLAQUE_CANCELLED, order)


def tell(notice, order) -> None:
    """The change of an order may be told more than once a day; every other step once."""
    moment = f"-{clock.now():%Y%m%d%H%M%S%f}" if notice is notices.PLAQUE_CHANGED else ""
    url = f"{settings.BASE_URL}{order.get_absolute_url()}"
    enqueue(notice, order.certification, occasion=f"plaque-{order.pk}{moment}", order=order, url=url)


def locked(order, by) -> PlaqueOrder:
    """Its certification is locked first, as everywhere; the office alone goes on with an order."""
    held(order.certification, by, policies.may_run)
    return PlaqueOrder.objects.for_list().select_for_update(of=("self",)).get(pk=order.pk)


def held(certification, by, may):
    certification = hold(certification)
    if certification.case.closed_to(by) or not may(certification, by):
        raise NotAllowed("The plaque is ordered by the practice's editors and signatories, and sent by the office.")
    return certification
