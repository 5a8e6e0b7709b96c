from .application import Application, ApplicationHistory
from .standards import Domain, Edition, Evidence, Flag, PolicyType, Standard

__all__ = [
    "Application",
    "ApplicationHistory",
    "Domain",
    "Edition",
    "Evidence",
    "Flag",
    "PolicyType",
    "Standard",
]
