"""Who is meant by a role of a survey, for letters and clocks."""

from qcp.accounts.models import User


def people(survey, role: str):
    """'surveyor' is the one named on the survey; every other role is the application's."""
    if role == "surveyor":
        return User.objects.filter(pk=survey.surveyor_id, is_active=True)
    return survey.application.people(role)
