from ..states import MembershipRole
from .membership import Membership
from .practice import Practice, TaxId
from .site import Site

__all__ = ["Membership", "MembershipRole", "Practice", "Site", "TaxId"]
