"""One trial of the kill points of a card payment, with a bank that is a process of its own and is never killed."""

import json
import random
import subprocess
import sys
import time
import urllib.request
from datetime import timedelta

from django.conf import settings

from applications.actions import bank_messages, card_tending, cards, invoices
from applications.actions.opening import open_application
from applications.bank.answers import patiently
from applications.bank.stripe_checkout import StripeCheckout
from applications.models import BankConcern, CardPayment, Invoice
from applications.states import InvoiceKind
from qcp import clock
from qcp.accounts.models import Role, User
from tests.factories import applications as factories
from tests.prove.kill_trial import STEPS, fork
from tests.services.ports import free_port

STEPS_IN_ALL = 200  # about


def count(size: int) -> tuple[int, int]:
    port = free_port()
    words = [sys.executable, "-m", "qcp.pretend_bank", "--port", str(port)]
    bank = subprocess.Popen(words, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        return Trials(f"http://127.0.0.1:{port}", random.Random(30)).count(size)
    finally:
        bank.terminate()
        bank.wait()


class Stepwise(StripeCheckout):
    """The way to the bank and back is a step each."""

    def __getattribute__(self, name):
        found = super().__getattribute__(name)
        return stepping(found) if name in ("create", "find", "see", "expire", "send_back", "payment_of") else found


def stepping(call):
    def stepped(*args, **given):
        STEPS.point()
        answer = call(*args, **given)
        STEPS.point()
        return answer

    return stepped


class StayThere(urllib.request.HTTPRedirectHandler):
    """The bank sends the payer back to a portal that does not run here."""

    def http_error_303(self, request, answer, code, words, headers):
        return answer


NOWHERE = urllib.request.build_opener(StayThere)


class Trials:
    """Kills one after the other, each on an invoice of its own."""

    def __init__(self, address: str, dice):
        self.address, self.dice = address, dice
        settings.STRIPE_SECRET_KEY, settings.STRIPE_API = "sk_test_of_the_proof", address
        settings.CARD_BANK = f"{__name__}.Stepwise"
        self.wait_for_the_bank()
        factories.catalogue()
        people = {"olivia": Role.PRACTICE, "stella": Role.STAFF, "steve": Role.STAFF}
        for name, role in people.items():
            setattr(self, name, User.objects.create_user(f"{name}@test.example", name=name.title(), role=role))
        practice = factories.practice_of(self.olivia)
        factories.qualify(practice)
        self.application = open_application(practice, by=self.olivia)
        self.act(self.invoice(0), True)  # everything is imported and every template read before the first fork

    def wait_for_the_bank(self) -> None:
        for _ in range(200):
            try:
                self.get("/v1/refunds")
                return
            except OSError:
                time.sleep(0.05)

    def get(self, path: str) -> dict:
        with urllib.request.urlopen(self.address + path) as answer:  # noqa: S310
            return json.load(answer)

    def invoice(self, number: int) -> Invoice:
        return invoices.issue(self.application, InvoiceKind.EXTENSION, by=self.stella, occasion=f"{number}")

    def count(self, size: int) -> tuple[int, int]:
        """A small size takes longer strides, so that it still reaches every part of the way."""
        good, step, lap = 0, 0, 0
        for number in range(1, size + 1):
            step += max(1, STEPS_IN_ALL // size)
            killed, held = self.attempt(number, step, self.dice.randrange(1, 60) if lap else 0)
            good += held
            if not killed:
                step, lap = 0, lap + 1
        return good, size

    def attempt(self, number: int, step: int, again: int) -> tuple[bool, bool]:
        """Kill it at the n-th step (and the recovery at another); then let things take their course and look."""
        invoice, goes_back = self.invoice(number), bool(number % 2)
        killed = fork(lambda: self.act(invoice, goes_back), step) == 9
        if again:
            fork(lambda: self.recover(invoice, 3), again)
        self.recover(invoice, 6)
        self.act(invoice, goes_back)
        self.recover(invoice, 12)
        return killed, self.holds(invoice, goes_back)

    def act(self, invoice, goes_back: bool) -> None:
        """What the people do, as far as it is still to be done."""
        if Invoice.objects.get(pk=invoice.pk).state == "open":
            card_tending.tend(cards.start(invoice, by=self.olivia), patiently)
            self.payer_pays(invoice)
            self.bank_tells(invoice)
            card_tending.tend_due()
        invoice = Invoice.objects.get(pk=invoice.pk)
        if goes_back and invoice.state == "paid":
            if not invoice.refund_proposal:
                invoices.propose_refund(invoice, by=self.stella, note="Withdrawn.")
            invoices.refund(invoice, by=self.steve, note="Withdrawn.")
            card_tending.tend_due()

    def payer_pays(self, invoice) -> None:
        STEPS.point()
        payment = CardPayment.objects.filter(invoice=invoice, stage="open").first()
        if payment:
            wish = urllib.request.Request(payment.url, b"do=pay", method="POST")  # noqa: S310  the pretend bank
            NOWHERE.open(wish).close()
        STEPS.point()

    def bank_tells(self, invoice) -> None:
        for payment in CardPayment.objects.filter(invoice=invoice).exclude(session_id=""):
            session = self.get(f"/v1/checkout/sessions/{payment.session_id}")
            event = {"id": f"evt_{payment.session_id}", "type": "checkout.session.completed", "livemode": False}
            if session["status"] == "complete":
                bank_messages.receive(event | {"data": {"object": session}})

    def recover(self, invoice, minutes: int) -> None:
        """The lease has run out, the bank sends its message again, and the sweep comes by."""
        with clock.at(clock.now() + timedelta(minutes=minutes)):
            self.bank_tells(invoice)
            card_tending.tend_due()

    def holds(self, invoice, goes_back: bool) -> bool:
        """Charged once, paid, the same in both books, one receipt, nothing to look into."""
        invoice = Invoice.objects.get(pk=invoice.pk)
        payments = list(invoice.card_payments.all())
        mine = {str(payment.pk) for payment in payments}
        charged = [each for each in self.sessions() if each["client_reference_id"] in mine and each["payment_intent"]]
        back = self.get(f"/v1/refunds?limit=9&payment_intent={invoice.reference}")["data"]
        money = sum(each["amount_total"] for each in charged) - sum(each["amount"] for each in back)
        return (
            len(charged) == 1
            and len(back) == goes_back
            and invoice.state == ("refunded" if goes_back else "paid")
            and sum(payment.money for payment in payments) == money == (0 if goes_back else invoice.cents)
            and invoice.history.filter(move="pay").count() == 1
            and not BankConcern.objects.exists()
        )

    def sessions(self) -> list[dict]:
        """The newest ones; those of one trial are opened one after the other."""
        return self.get("/v1/checkout/sessions?limit=20")["data"]
