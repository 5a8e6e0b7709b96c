"""Who is meant by a role of a practice, for notices and deadlines."""

from qcp.accounts.models import Role, User

from .states import MembershipRole


def people(practice, role: str):
    """The users meant: 'signatory', 'editor', 'viewer', 'members', 'practice' (all of them), 'staff' or 'manager'."""
    if role in ("staff", "finance"):
        return User.objects.in_role(Role.STAFF, Role.MANAGER)
    if role == "manager":
        return User.objects.in_role(Role.MANAGER)
    if role in ("members", "practice"):
        return members(practice)
    if role in MembershipRole.values:
        return members(practice, role)
    raise LookupError(f"A practice has nobody in the role {role!r}.")


def members(practice, *roles):
    """Active people who belong to the practice now."""
    return User.objects.filter(
        is_active=True,
        memberships__practice=practice,
        memberships__ended_at=None,
        memberships__role__in=roles or MembershipRole.values,
    )


def only_looks(user) -> bool:
    """Is this a practice's viewer and nothing more? Then a password alone will do."""
    roles = set(user.memberships.filter(ended_at=None).values_list("role", flat=True))
    return user.role == Role.PRACTICE and roles == {MembershipRole.VIEWER}
