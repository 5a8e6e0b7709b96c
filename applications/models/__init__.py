from .agreement import AgreementText, Signature
from .answer import Answer, IncludedSite, StepReturn
from .application import Application, ApplicationHistory
from .standards import Domain, Edition, Evidence, Flag, PolicyType, Standard

__all__ = [
    "AgreementText",
    "Answer",
    "Application",
    "ApplicationHistory",
    "Domain",
    "Edition",
    "Evidence",
    "Flag",
    "IncludedSite",
    "PolicyType",
    "Signature",
    "Standard",
    "StepReturn",
]
