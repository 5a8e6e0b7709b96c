"""The accounts of the demo program: one of each kind, two or more where two people are needed."""

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password

from qcp.accounts.models import Role, User

DOMAIN = "demo.example"
ACCOUNTS: dict[str, tuple[str, Role]] = {
    "signatory": ("Olivia Elm", Role.PRACTICE),
    "editor": ("Eddie Elm", Role.PRACTICE),
    "viewer": ("Vera Elm", Role.PRACTICE),
    "other.signatory": ("Oscar Oak", Role.PRACTICE),
    "surveyor": ("Sam Field", Role.SURVEYOR),
    "surveyor2": ("Sue Field", Role.SURVEYOR),
    "reviewer": ("Rita Board", Role.REVIEWER),
    "reviewer2": ("Ron Board", Role.REVIEWER),
    "council": ("Carl Council", Role.COUNCIL),
    "council2": ("Cora Council", Role.COUNCIL),
    "council3": ("Cyrus Council", Role.COUNCIL),
    "council4": ("Celia Council", Role.COUNCIL),
    "staff": ("Stella Office", Role.STAFF),
    "staff2": ("Steve Office", Role.STAFF),
    "manager": ("Max Director", Role.MANAGER),
    "manager2": ("Mona Director", Role.MANAGER),
}


def ensure_accounts() -> dict[str, User]:
    """Create what is missing and give all accounts today's demo password. Returns them by the part before the @."""
    password = make_password(settings.DEMO_PASSWORD)
    for name, (shown, role) in ACCOUNTS.items():
        User.objects.get_or_create(email=address(name), defaults={"name": shown, "role": role, "password": password})
    accounts = {
        user.email.removesuffix(f"@{DOMAIN}"): user for user in User.objects.filter(email__endswith=f"@{DOMAIN}")
    }
    if not check_password(settings.DEMO_PASSWORD, accounts["signatory"].password):
        User.objects.filter(email__endswith=f"@{DOMAIN}").update(password=password)
    return {name: accounts[name] for name in ACCOUNTS}


def address(name: str) -> str:
    return f"{name}@{DOMAIN}"


def printed_accounts() -> str:
    """What `make run` says about signing in."""
    lines = [f"  {address(name):<30} {Role(role).label}" for name, (_, role) in ACCOUNTS.items()]
    return "\n".join(["", "Demo accounts:", *lines, "", f"Password of all of them: {settings.DEMO_PASSWORD}"])
