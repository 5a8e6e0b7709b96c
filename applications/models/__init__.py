from .agreement import AgreementText, Signature
from .answer import Answer, IncludedSite, LookedThrough, StepReturn
from .application import Application, ApplicationHistory
from .assignment import StepAssignment
from .bank import BankConcern, BankMessage
from .card_payment import CardPayment, CardRefund
from .extension import Extension, ExtensionHistory
from .fees import Fee, FeeSchedule
from .inquiry import Inquiry, InquiryMessage
from .invoice import Invoice, InvoiceHistory, InvoiceLine
from .ledger import LedgerEntry, RefundProposal
from .policy_care import EvidencePassport, PolicyRemoval
from .policy_document import PolicyCitation, PolicyDocument, PolicyDocumentHistory
from .return_reason import ReturnReason
from .standards import Domain, Edition, Evidence, Flag, PolicyType, Standard

__all__ = [
    "AgreementText",
    "Answer",
    "Application",
    "ApplicationHistory",
    "BankConcern",
    "BankMessage",
    "CardPayment",
    "CardRefund",
    "Domain",
    "Edition",
    "Evidence",
    "EvidencePassport",
    "Extension",
    "ExtensionHistory",
    "Flag",
    "IncludedSite",
    "Inquiry",
    "InquiryMessage",
    "LookedThrough",
    "PolicyCitation",
    "PolicyDocument",
    "PolicyDocumentHistory",
    "PolicyRemoval",
    "PolicyType",
    "ReturnReason",
    "Signature",
    "Standard",
    "StepAssignment",
    "StepReturn",
    "Fee",
    "FeeSchedule",
    "Invoice",
    "InvoiceHistory",
    "InvoiceLine",
    "LedgerEntry",
    "RefundProposal",
]
