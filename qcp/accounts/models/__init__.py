from .invitation import AccountLetter, Invitation
from .tries import WrongTries
from .user import OFFICE, Role, User

__all__ = ["OFFICE", "AccountLetter", "Invitation", "Role", "User", "WrongTries"]
