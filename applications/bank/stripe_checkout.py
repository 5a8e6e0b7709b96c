"""Stripe: its Checkout page takes the card, so that no card number ever comes here."""

import datetime
from contextlib import contextmanager

import stripe

from applications.models.card_payment import CURRENCY

from .answers import Broken, Declined, Movement, Seen, Unanswered

GONE = {"needs_response", "under_review", "lost"}  # states of a dispute in which the money was taken from us
BUSY = {409, 429}
PATIENCE_SECONDS = 20


class StripeCheckout:
    """Each method is one question or one wish; whatever goes wrong is one of three exceptions."""

    def __init__(self, key: str, address: str):
        stripe.enable_telemetry = False
        self.client = stripe.StripeClient(
            key,
            base_addresses={"api": address},
            http_client=stripe.RequestsClient(timeout=(2, PATIENCE_SECONDS)),
            max_network_retries=0,  # we ask first what became of the last try
        )

    def create(self, payment, *, back_to: str, leave_to: str) -> Seen:
        """Open a session; the same key always means the same session."""
        name = str(payment.pk)
        metadata = {"payment": name, "invoice": payment.invoice.number}
        item = {
            "quantity": 1,
            "price_data": {
                "currency": CURRENCY,
                "unit_amount": payment.cents,
                "product_data": {"name": f"{payment.invoice.get_kind_display()}, invoice {payment.invoice.number}"},
            },
        }
        params = {
            "mode": "payment",
            "payment_method_types": ["card"],
            "line_items": [item],
            "client_reference_id": name,
            "metadata": metadata,
            "payment_intent_data": {"metadata": metadata, "description": payment.invoice.number},
            "expires_at": int(payment.expires_at.timestamp()),
            "success_url": back_to,
            "cancel_url": leave_to,
        }
        with words_of_ours():
            session = self.client.v1.checkout.sessions.create(params, {"idempotency_key": payment.key})
            return self.seen(session.to_dict())

    def find(self, payment) -> Seen | None:
        """The session of which we never heard back, if there is one."""
        since = int(payment.asked_at.timestamp()) - 600
        with words_of_ours():
            page = self.client.v1.checkout.sessions.list({"created": {"gte": since}, "limit": 100})
            for session in page.auto_paging_iter():
                found = session.to_dict()
                if found.get("client_reference_id") == str(payment.pk):
                    return self.seen(found)
        return None

    def see(self, payment) -> Seen:
        """The session as it stands, and what became of the money."""
        with words_of_ours():
            expand = {"expand": ["payment_intent.latest_charge"]}
            return self.seen(self.client.v1.checkout.sessions.retrieve(payment.session_id, expand).to_dict())

    def expire(self, payment) -> None:
        """Nobody shall pay on that page any more. Declined when it has ended already."""
        with words_of_ours():
            self.client.v1.checkout.sessions.expire(payment.session_id)

    def send_back(self, refund) -> None:
        """Pay money back to the card. `see()` tells afterwards whether it went."""
        params = {
            "payment_intent": refund.payment.intent_id,
            "amount": refund.cents,
            "metadata": {"refund": refund.name},
        }
        with words_of_ours():
            self.client.v1.refunds.create(params, {"idempotency_key": refund.name})

    def payment_of(self, intent_id: str) -> str:
        """Our own name of the payment behind a name of the bank's; empty when it is none of ours."""
        with words_of_ours():
            try:
                intent = self.client.v1.payment_intents.retrieve(intent_id).to_dict()
            except stripe.InvalidRequestError as error:
                if error.http_status == 404:
                    return ""
                raise
            return (intent.get("metadata") or {}).get("payment", "")

    def sessions_since(self, moment):
        """Every session that was opened since then."""
        yield from map(self.seen, self.every(self.client.v1.checkout.sessions, moment))

    def movements_since(self, moment):
        """Every refund and dispute since then: (the payment's name at the bank, what moved)."""
        for refund in self.every(self.client.v1.refunds, moment):
            yield refund["payment_intent"], refund_of(refund)
        for dispute in self.every(self.client.v1.disputes, moment):
            yield dispute["payment_intent"], dispute_of(dispute)

    def every(self, kind, moment):
        with words_of_ours():
            page = kind.list({"created": {"gte": int(moment.timestamp())}, "limit": 100})
            for each in page.auto_paging_iter():
                yield each.to_dict()

    def seen(self, session: dict) -> Seen:
        intent = session.get("payment_intent") or {}
        intent = {"id": intent} if isinstance(intent, str) else intent
        is_paid = session["payment_status"] == "paid"
        charge = intent.get("latest_charge") or {}
        return Seen(
            session_id=session["id"],
            status=session["status"],
            is_paid=is_paid,
            cents=intent.get("amount_received", session["amount_total"]) if is_paid else session["amount_total"],
            currency=session["currency"],
            payment=session.get("client_reference_id") or "",
            is_live=session["livemode"],
            url=session.get("url") or "",
            intent_id=intent.get("id") or "",
            has_failed=session["status"] == "complete"
            and intent.get("status") in ("canceled", "requires_payment_method"),
            paid_at=moment_of(charge.get("created") or session["created"]) if is_paid else None,
            refunds=self.moved(self.client.v1.refunds, intent, refund_of) if is_paid else (),
            disputes=self.moved(self.client.v1.disputes, intent, dispute_of) if is_paid else (),
        )

    def moved(self, kind, intent: dict, read) -> tuple[Movement, ...]:
        page = kind.list({"payment_intent": intent["id"], "limit": 100})
        return tuple(read(each.to_dict()) for each in page.auto_paging_iter())


def refund_of(refund: dict) -> Movement:
    return Movement(
        id=refund["id"],
        cents=refund["amount"],
        counts=refund["status"] == "succeeded",
        is_final=refund["status"] in ("succeeded", "failed", "canceled"),
        refund=(refund.get("metadata") or {}).get("refund", ""),
        words=refund.get("failure_reason") or refund["status"],
    )


def dispute_of(dispute: dict) -> Movement:
    return Movement(
        id=dispute["id"],
        cents=dispute["amount"],
        counts=dispute["status"] in GONE,
        is_final=dispute["status"] in ("won", "lost"),
        words=f"{dispute['reason']}, {dispute['status']}".replace("_", " "),
    )


def moment_of(seconds: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)


@contextmanager
def words_of_ours():
    """Stripe's many exceptions are three of ours: did it refuse, did it break, or do we not know?"""
    try:
        yield
    except stripe.APIConnectionError as error:
        raise Unanswered(str(error)) from error
    except (stripe.AuthenticationError, stripe.PermissionError) as error:
        raise Unanswered(f"The bank does not know us: {error}") from error
    except stripe.StripeError as error:
        status = error.http_status or 0
        if status >= 500:
            raise Broken(str(error)) from error
        if status in BUSY or not status >= 400:
            raise Unanswered(str(error)) from error
        raise Declined(error.user_message or str(error)) from error
