"""What opens a record of this app: not having stepped off the case, membership, a reviewer's clean answer."""

from django.db.models import Exists, OuterRef, Q

from qcp.access.models import ConflictQuestion


def open_to(rows, user):
    """Nothing for strangers, and nothing of a case that the person stepped off."""
    return rows.exclude(case__recusals__user=user) if user.is_authenticated else rows.none()


def of_the_practice(user, path: str = "application__practice") -> Q:
    """Members of the practice, as long as they are members."""
    return Q(**{f"{path}__in": user.memberships.filter(ended_at=None).values("practice")})


def opened_to_reviewer(user, report: str = "") -> Q:
    """Assigned to this reviewer, who answered that there is no conflict. `report` is the path to the report."""
    prefix = f"{report}__" if report else ""
    answered = ConflictQuestion.objects.filter(
        subject_id=OuterRef(f"{prefix}pk"),
        asked_of=user,
        capacity="reviewer",
        withdrawn_at=None,
        answer=ConflictQuestion.Answer.NONE,
    )
    return Q(Exists(answered), **{f"{prefix}reviewer": user})
