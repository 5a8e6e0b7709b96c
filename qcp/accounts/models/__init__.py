from .invitation import AccountLetter, Invitation
from .right import RightChange
from .sign_in import SignIn
from .tries import WrongTries
from .user import OFFICE, Role, User

__all__ = ["OFFICE", "AccountLetter", "Invitation", "RightChange", "Role", "SignIn", "User", "WrongTries"]
