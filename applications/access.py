"""Who reaches the pages of applications. The object itself is asked by `visible_to(user)`, the act by its policy."""

from qcp.access.table import EVERYONE, MEMBERS, OFFICE, WRITERS, Row

READERS = (*MEMBERS, *OFFICE)
JUDGES = ("surveyor", "reviewer")
SUBJECT = "applications.Application"
INVOICE = "applications.Invoice"
EXTENSION = "applications.Extension"
CARD = "applications.CardPayment"
POLICY = "applications.PolicyDocument"

ROWS = [
    Row("applications:what-you-need", get=EVERYONE),
    Row("applications:blank-form", get=EVERYONE),
    Row("applications:blank-form-pdf", get=EVERYONE),
    Row("applications:open", get=READERS, post=WRITERS, subject="practices.Practice"),
    Row("applications:detail", get=READERS, subject=SUBJECT),
    Row("applications:step", get=READERS, post=WRITERS, subject=SUBJECT),
    Row("applications:policies", get=READERS, post=WRITERS, subject=SUBJECT),
    Row("applications:topic", get=READERS, post=WRITERS, subject=SUBJECT),
    Row("applications:agreement", get=READERS, post=("signatory",), subject=SUBJECT),
    Row("applications:signed", get=READERS, subject=SUBJECT),
    Row("applications:proof", get=READERS, post=WRITERS, subject=SUBJECT),
    Row("applications:not-eligible", get=READERS, subject=SUBJECT),
    Row("applications:work", get=OFFICE, subject=SUBJECT),
    Row("applications:return", get=OFFICE, post=OFFICE, subject=SUBJECT),
    Row("applications:start-over", get=WRITERS, post=WRITERS, subject=SUBJECT),
    Row("applications:reply", post=WRITERS, subject=SUBJECT),
    Row("applications:autosave", post=("anonymous", *WRITERS), subject=SUBJECT, note="Anonymous: 401 as JSON."),
    Row("applications:people", get=READERS, post=WRITERS, subject=SUBJECT),
    Row("applications:inquiries", get=READERS, post=OFFICE, subject=SUBJECT),
    Row("applications:inquiry", get=READERS, post=(*WRITERS, *OFFICE), subject="applications.Inquiry"),
    Row("applications:handed", post=MEMBERS, subject="applications.StepAssignment"),
    Row("applications:check", get=READERS, subject=SUBJECT),
    Row("applications:submit", get=READERS, post=("signatory",), subject=SUBJECT),
    Row("applications:receipt", get=READERS, subject=SUBJECT),
    Row("applications:standards", get=READERS, subject=SUBJECT),
    Row("applications:edition", get=READERS, post=WRITERS, subject=SUBJECT),
    Row("applications:payment", get=READERS, post=WRITERS, subject=SUBJECT),
    Row("applications:invoice", get=READERS, subject=INVOICE),
    Row("applications:invoice-pdf", get=READERS, subject=INVOICE),
    Row("applications:propose-refund", get=OFFICE, post=OFFICE, subject=INVOICE),
    Row("applications:pay", get=READERS, post=WRITERS, subject=INVOICE),
    Row("applications:waiting", get=READERS, post=(*WRITERS, *OFFICE), subject=INVOICE),
    Row("applications:bank-concern", get=OFFICE, post=OFFICE, subject="applications.BankConcern"),
    Row("applications:return-money", get=OFFICE, post=OFFICE, subject=CARD),
    Row("applications:paid-otherwise", get=OFFICE, post=OFFICE, subject="applications.CardRefund"),
    Row("applications:card-refund", post=OFFICE, subject="applications.CardRefund"),
    Row("applications:stripe", post=EVERYONE, note="Signed by the bank, else 400."),
    Row("applications:withdraw", get=("signatory",), post=("signatory",), subject=SUBJECT),
    Row("applications:extension", get=READERS, post=("signatory",), subject=SUBJECT),
    Row("applications:extension-received", get=OFFICE, post=OFFICE, subject=SUBJECT),
    Row("applications:extension-work", get=OFFICE, subject=EXTENSION),
    Row(
        "applications:extension-evidence",
        get=(*WRITERS, *OFFICE),
        post=(*WRITERS, *OFFICE),
        subject=EXTENSION,
        note="404 once decided.",
    ),
    Row("applications:extension-withdraw", get=("signatory",), post=("signatory",), subject=EXTENSION),
    Row("applications:policies-reading", get=(*READERS, *JUDGES), subject=SUBJECT, note="Judges: checked files only."),
    Row("applications:policy", get=(*READERS, *JUDGES), subject=POLICY),
    Row("applications:preflight", get=READERS, subject=SUBJECT),
    Row("applications:policy-from-before", get=WRITERS, post=WRITERS, subject=SUBJECT),
    Row("applications:policy-read", get=(*READERS, *JUDGES), subject=POLICY),
    Row("applications:policy-changes", get=(*READERS, *JUDGES), subject=POLICY),
    Row("applications:policy-remove", get=WRITERS, post=WRITERS, subject=POLICY),
    Row("applications:policy-restore", post=WRITERS, subject=POLICY),
    Row("applications:policy-replace", get=WRITERS, post=WRITERS, subject=POLICY),
    Row("applications:policy-cite", get=WRITERS, post=WRITERS, subject=POLICY),
    Row("applications:policy-uncite", post=WRITERS, subject=POLICY),
]
