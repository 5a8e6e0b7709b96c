"""The pretend bank's books: sessions, payments, refunds, disputes, and the messages that each change sends out."""

import json
import secrets
import threading
import time
from pathlib import Path

EMPTY = {"sessions": {}, "intents": {}, "refunds": {}, "disputes": {}, "answers": {}, "events": []}


class Wrong(Exception):
    """A request that the bank refuses: (status, type of the error, words)."""

    def __init__(self, words: str, status: int = 400, kind: str = "invalid_request_error"):
        super().__init__(words)
        self.status, self.kind, self.words = status, kind, words


class Books:
    """Everything the bank knows, kept in one file if given. `listeners` hear of each message."""

    def __init__(self, file: str = ""):
        self.file = Path(file) if file else None
        self.lock = threading.RLock()
        self.listeners: list = []
        self.kept = (
            json.loads(self.file.read_text()) if self.file and self.file.exists() else json.loads(json.dumps(EMPTY))
        )
        for part, content in self.kept.items():
            setattr(self, part, content)

    def save(self) -> None:
        if self.file:
            fresh = self.file.with_suffix(".new")
            fresh.write_text(json.dumps(self.kept))
            fresh.replace(self.file)

    def tell(self, kind: str, thing: dict) -> dict:
        """Write the message of a change."""
        event = {
            "id": name("evt"),
            "object": "event",
            "type": kind,
            "created": int(time.time()),
            "livemode": False,
            "data": {"object": json.loads(json.dumps(thing))},
        }
        self.events.append(event)
        self.save()
        for listener in self.listeners:
            listener(event)
        return event

    # --- What the portal asks ---

    def once(self, key: str, params: dict, act) -> dict:
        """The first answer to a key, for ever; the same key with another content is refused."""
        with self.lock:
            if key and key in self.answers:
                kept = self.answers[key]
                if kept["params"] != params:
                    raise Wrong(
                        "Keys for idempotent requests can only be used with the same parameters.",
                        400,
                        "idempotency_error",
                    )
                if kept["status"] >= 400:
                    raise Wrong(kept["words"], kept["status"], "api_error")
                return kept["answer"]
            answer = act(params)
            self.keep(key, params, answer)
            return json.loads(json.dumps(answer))

    def keep(self, key: str, params: dict, answer: dict, status: int = 200, words: str = "") -> None:
        if key:
            answer = json.loads(json.dumps(answer))
            self.answers[key] = {"params": params, "answer": answer, "status": status, "words": words}
            self.save()

    def open_session(self, params: dict) -> dict:
        item = params["line_items"][0]
        cents = int(item["price_data"]["unit_amount"]) * int(item.get("quantity", 1))
        expires = int(params.get("expires_at") or time.time() + 86400)
        if not 1790 <= expires - time.time() <= 86410:
            raise Wrong("The `expires_at` timestamp must be between 30 minutes and 24 hours from now.")
        session = {
            "id": name("cs_test"),
            "object": "checkout.session",
            "created": int(time.time()),
            "expires_at": expires,
            "status": "open",
            "payment_status": "unpaid",
            "amount_total": cents,
            "currency": item["price_data"]["currency"],
            "client_reference_id": params.get("client_reference_id"),
            "metadata": params.get("metadata", {}),
            "livemode": False,
            "mode": "payment",
            "payment_intent": None,
            "success_url": params["success_url"],
            "cancel_url": params.get("cancel_url"),
            "url": "",
            "about": item["price_data"]["product_data"]["name"],
            "intent_metadata": params.get("payment_intent_data", {}).get("metadata", {}),
        }
        self.sessions[session["id"]] = session
        self.save()
        return session

    def session(self, session_id: str) -> dict:
        """As it stands now: its time may be over."""
        if session_id not in self.sessions:
            raise Wrong(f"No such checkout.session: {session_id}", 404)
        session = self.sessions[session_id]
        if session["status"] == "open" and session["expires_at"] <= time.time():
            self.end(session)
        return session

    def expire(self, session_id: str) -> dict:
        with self.lock:
            session = self.session(session_id)
            if session["status"] != "open":
                raise Wrong('Only Checkout Sessions with a status in ["open"] can be expired.')
            self.end(session)
            return session

    def end(self, session: dict) -> None:
        session["status"], session["url"] = "expired", None
        self.tell("checkout.session.expired", session)

    def intent(self, intent_id: str) -> dict:
        if intent_id not in self.intents:
            raise Wrong(f"No such payment_intent: {intent_id}", 404)
        return self.intents[intent_id]

    def refund(self, params: dict) -> dict:
        with self.lock:
            intent = self.intent(params["payment_intent"])
            cents = int(params.get("amount") or left(self, intent))
            if any(
                each["payment_intent"] == intent["id"] and each["status"] in OPEN for each in self.disputes.values()
            ):
                raise Wrong("This charge has been charged back.", 400)
            if cents > left(self, intent):
                raise Wrong("Refund amount is greater than unrefunded amount on charge.")
            refund = {
                "id": name("re"),
                "object": "refund",
                "created": int(time.time()),
                "amount": cents,
                "currency": intent["currency"],
                "payment_intent": intent["id"],
                "status": "succeeded",
                "metadata": params.get("metadata", {}),
            }
            self.refunds[refund["id"]] = refund
            self.tell("charge.refunded", charge_of(self, intent))
            return refund

    # --- What happens on the bank's own pages ---

    def pay(self, session_id: str) -> dict:
        """The payer pays. A session is paid once."""
        with self.lock:
            session = self.session(session_id)
            if session["status"] != "open":
                raise Wrong("This page has ended.", 409)
            intent = {
                "id": name("pi"),
                "object": "payment_intent",
                "created": int(time.time()),
                "amount": session["amount_total"],
                "amount_received": session["amount_total"],
                "currency": session["currency"],
                "status": "succeeded",
                "livemode": False,
                "metadata": session["intent_metadata"],
                "latest_charge": {"id": name("ch"), "object": "charge", "created": int(time.time())},
            }
            self.intents[intent["id"]] = intent
            session.update(status="complete", payment_status="paid", payment_intent=intent["id"], url=None)
            self.tell("payment_intent.succeeded", intent)
            self.tell("checkout.session.completed", session)
            return session

    def decline(self, session_id: str) -> None:
        """The card is refused; the payer may try another one on the same page."""
        with self.lock:
            session = self.session(session_id)
            thing = {"id": name("pi"), "object": "payment_intent", "amount": session["amount_total"]}
            more = {
                "currency": session["currency"],
                "metadata": session["intent_metadata"],
                "status": "requires_payment_method",
            }
            self.tell("payment_intent.payment_failed", thing | more)

    def dispute(self, intent_id: str, reason: str = "fraudulent") -> dict:
        """The payer objects at their own bank, and the money is taken back."""
        with self.lock:
            intent = self.intent(intent_id)
            dispute = {
                "id": name("dp"),
                "object": "dispute",
                "created": int(time.time()),
                "amount": intent["amount"],
                "currency": intent["currency"],
                "payment_intent": intent_id,
                "reason": reason,
                "status": "needs_response",
            }
            self.disputes[dispute["id"]] = dispute
            self.tell("charge.dispute.created", dispute)
            return dispute

    def decide(self, dispute_id: str, status: str) -> None:
        """The dispute is won or lost."""
        with self.lock:
            self.disputes[dispute_id]["status"] = status
            self.tell("charge.dispute.closed", self.disputes[dispute_id])

    def fail_refund(self, refund_id: str) -> None:
        """The payer's bank sends a refund back."""
        with self.lock:
            refund = self.refunds[refund_id]
            refund.update(status="failed", failure_reason="expired_or_canceled_card")
            self.tell("refund.failed", refund)

    def net(self, intent_id: str) -> int:
        """What is left of a payment with the program."""
        gone = [
            d["amount"] for d in self.disputes.values() if d["payment_intent"] == intent_id and d["status"] in TAKEN
        ]
        return left(self, self.intent(intent_id)) - sum(gone)


OPEN = ("needs_response", "under_review")
TAKEN = (*OPEN, "lost")


def name(kind: str) -> str:
    return f"{kind}_{secrets.token_hex(12)}"


def left(books: Books, intent: dict) -> int:
    back = [r for r in books.refunds.values() if r["payment_intent"] == intent["id"] and r["status"] == "succeeded"]
    return intent["amount_received"] - sum(refund["amount"] for refund in back)


def charge_of(books: Books, intent: dict) -> dict:
    about = {name: intent[name] for name in ("amount", "currency", "metadata")}
    back = intent["amount"] - left(books, intent)
    return {**intent["latest_charge"], **about, "payment_intent": intent["id"], "amount_refunded": back}
