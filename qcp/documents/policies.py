"""Who decides about files. Files belong to records of any app, which know their practice."""


def practice_of(stored):
    """The practice that the file came from; a practice's own file is its own."""
    record = stored.subject
    for owner in (record, getattr(record, "plan", None)):
        if practice := getattr(owner, "practice", None):
            return practice
    return record if hasattr(record, "has_member") else None


def may_answer(stored, user):
    """Editors and signatories of the practice, while they may read the record."""
    practice = practice_of(stored)
    return bool(practice and practice.has_member(user, "editor", "signatory") and stored.readable_by(user))


def may_decide(stored, user):
    """The office, except for people who belong to the practice or stepped off the case."""
    practice = practice_of(stored)
    outside = practice is None or not practice.has_member(user)
    return user.is_staff and outside and stored.readable_by(user)


def may_look(stored, user):
    """Whoever answers or decides, and everyone else of the practice."""
    practice = practice_of(stored)
    belongs = bool(practice and practice.has_member(user))
    return (belongs or user.is_staff) and stored.readable_by(user)
