"""Who is told what about an application."""

from qcp.notices.registry import Notice

OPENED = Notice("applications.opened", to=("members",))
SUBMITTED = Notice("applications.submitted", to=("staff",))
RECEIVED = Notice("applications.received", to=("members",))
RETURNED = Notice("applications.returned", to=("signatory", "editor"))
ACCEPTED = Notice("applications.accepted", to=("members",))
DENIED = Notice("applications.denied", to=("signatory",), delivered="letter_received")
LAPSED = Notice("applications.lapsed", to=("signatory",), delivered="letter_received")
REOPENED = Notice("applications.reopened", to=("members",))
WITHDRAWN = Notice("applications.withdrawn", to=("members", "staff"))
INVOICE_ISSUED = Notice("applications.invoice_issued", to=("signatory", "editor"))
INVOICE_PAID = Notice("applications.invoice_paid", to=("signatory", "editor"))
INVOICE_VOIDED = Notice("applications.invoice_voided", to=("signatory",))
INVOICE_WAIVED = Notice("applications.invoice_waived", to=("signatory", "editor"))
INVOICE_REFUNDED = Notice("applications.invoice_refunded", to=("signatory",))
POLICY_REFUSED = Notice("applications.policy_refused", to=("signatory", "editor"))
POLICY_RETURNED = Notice("applications.policy_returned", to=("signatory", "editor"))
POLICY_REPLACED = Notice("applications.policy_replaced", to=("staff",))
