"""Who asks for the pages: one of the office, and a signatory with an application to fill in."""

from applications.models import Application
from practices.models import Membership, Practice
from qcp.accounts.models import Role, User
from qcp.workflow import chain
from qcp.workflow.models import Case
from qcp.workflow.system import SYSTEM


def cast() -> tuple[User, User, Application]:
    staff = User.objects.create_user("staff@bench.example", name="Stella", role=Role.STAFF)
    signatory = User.objects.create_user("signatory@bench.example", name="Olivia", role=Role.PRACTICE)
    practice = Practice.objects.create(legal_name="Elm", city="Troy", state="MI", oncologist_hours=200)
    Membership.objects.create(practice=practice, user=signatory, role="signatory")
    mine = Application.objects.create(case=Case.objects.create(), practice=practice)
    chain.begin(mine, by=SYSTEM)
    return staff, signatory, mine
