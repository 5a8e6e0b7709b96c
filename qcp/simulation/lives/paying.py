"""Money: the application's fee, other fees, and what goes back."""

from applications.actions import invoices

from ..world import World, days, fresh

CHEQUE = {"paid_by": "cheque"}


def pay(world: World, team, fate):
    """The invoice of step 4 is settled, one way or another."""
    invoice = invoices.issue_for_practice(fresh(team.application), by=team.editor)
    yield days(2)
    if world.meets(fate, "invoice voided"):
        world.act(invoice, "void", by=world.staff, note="Asked for by mistake.")
        yield days(1)
        invoice = invoices.issue_for_practice(fresh(team.application), by=team.editor)
    if world.meets(fate, "fee waived"):
        world.act(invoice, "waive", by=world.manager, note="A pilot practice.")
    else:
        received = {**CHEQUE, "reference": f"No. {world.dice.randint(1000, 9999)}", "received_on": world.today}
        world.act(invoice, "pay", by=world.staff, **received)


def settle_fees(world: World, team) -> None:
    for invoice in fresh(team.application).invoices.open().order_by("number"):
        paid = {"paid_by": "ach", "reference": f"T{invoice.number}", "received_on": world.today}
        world.act(invoice, "pay", by=world.staff, **paid)


def settle_refund(world: World, application) -> None:
    """What was paid goes back: one of the staff proposes, another confirms."""
    first, second = world.cast.staff
    for invoice in application.invoices.filter(state="paid").order_by("number"):
        invoices.propose_refund(invoice, by=first, note="The application was withdrawn in time.")
        world.act(invoice, "refund", by=second, note="Agreed.")
