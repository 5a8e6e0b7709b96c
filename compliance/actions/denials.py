"""What a denial brings: a letter that names each reason and the right to appeal, and the application denied."""

from compliance.queries.certificate import letter_of_denial
from qcp.documents import letters
from qcp.workflow.actions import action
from qcp.workflow.system import SYSTEM


def deny(decision):
    """The application tells its practice; the delivery of that starts the time for an appeal, and nothing before it."""
    application = decision.application
    title = f"Decision on application {application.reference}"
    letters.freeze(decision, "denial", title=title, data=letter_of_denial(decision))
    action(application, "deny")(application, by=SYSTEM, note=" ".join(decision.grounds()))
