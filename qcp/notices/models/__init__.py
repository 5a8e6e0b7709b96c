"""What is kept about letters."""

from .edition import Edition, Home
from .message import Attempt, Message, Receipt
from .wish import Daily, MailWish

__all__ = ["Attempt", "Daily", "Edition", "Home", "MailWish", "Message", "Receipt"]
