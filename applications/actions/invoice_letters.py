"""The facts of invoice and receipt, frozen when the act happens."""

from django.conf import settings

from applications.bank import takes_cards
from qcp import clock


def written(day) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def dollars(cents: int) -> str:
    return f"${cents // 100:,}.{cents % 100:02d}"


def recipient(invoice) -> list[str]:
    practice = invoice.practice
    main = practice.sites.filter(closed_on=None).order_by("-is_main", "name").first()
    return [
        practice.legal_name,
        *([main.street, f"{main.city}, {main.state} {main.zip}"] if main else [practice.place]),
    ]


def invoice_facts(invoice) -> dict:
    return {
        "date": written(invoice.issued_on),
        "recipient": recipient(invoice),
        "reference": f"Please quote {invoice.number} with your payment.",
        "subject": f"{invoice.get_kind_display()}, {invoice.application.reference}",
        "lines": [
            [line.text, str(line.quantity), dollars(line.unit_cents), dollars(line.cents)]
            for line in invoice.lines.all()
        ],
        "total": dollars(invoice.cents),
        "due": written(invoice.due_on),
        "ways": "by card in the portal, by cheque or by ACH transfer" if takes_cards() else "by cheque or ACH transfer",
        "mailbox": settings.PROGRAM_MAILBOX,
    }


def receipt_facts(invoice) -> dict:
    return {
        "date": written(clock.today()),
        "recipient": recipient(invoice),
        "reference": invoice.number,
        "amount": dollars(invoice.cents),
        "invoice": invoice.number,
        "subject": f"{invoice.get_kind_display()}, {invoice.application.reference}",
        "paid_on": written(invoice.paid_on),
        "paid_by": f"{invoice.get_method_display()}, {invoice.reference}",
    }
