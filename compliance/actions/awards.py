"""What an award brings: the application certified, a certification with its sites, letter and certificate."""

from compliance import notices
from compliance.models import Certification, CertifiedSite, next_number
from compliance.queries.certificate import certificate, letter_of_award
from compliance.states import IN_FORCE
from qcp import clock
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.documents import letters
from qcp.notices.outbox import enqueue
from qcp.workflow import chain
from qcp.workflow.actions import action
from qcp.workflow.system import SYSTEM

from . import certifications
from .announcing import announce


def award(decision):
    """Three years from today; after a recertification, three years from the end of the term before."""
    application = decision.application
    action(application, "certify")(application, by=SYSTEM)
    before = application.practice.certifications.filter(state__in=IN_FORCE).first()
    starts_on = before.expires_on if before else clock.today()
    if before:
        certifications.renew(before, by=SYSTEM)
    certification = certify(application, before, starts_on)
    name_sites(certification, application.sites())
    write_letters(decision, certification)
    deadlines.cancel(decision.report.survey, Kind.REPEAT_SURVEY_NOTICE)
    enqueue(notices.AWARDED, decision, certification=certification)
    announce(certification.practice)
    return certification


def certify(application, before, starts_on):
    """The certification itself, its number and its clocks. The practice's two wishes carry over."""
    certification = Certification.objects.create(
        case=application.case,
        number=next_number(f"QCP-{clock.today().year}"),
        practice=application.practice,
        application=application,
        renews=before,
        awarded_on=clock.today(),
        starts_on=starts_on,
        expires_on=deadlines.due_on(Kind.CERTIFICATION_TERM, starts_on),
        listed=before.listed if before else False,
        celebrate=before.celebrate if before else False,
    )
    chain.begin(certification, by=SYSTEM)
    because = f"Certification {certification.number} was awarded."
    deadlines.open(certification, Kind.CERTIFICATION_TERM, because=because, start=starts_on)
    deadlines.open(certification, Kind.RECERTIFICATION_INVITATION, because=because, start=certification.expires_on)
    return certification


def name_sites(certification, sites) -> None:
    CertifiedSite.objects.bulk_create(
        CertifiedSite(
            certification=certification,
            site=site,
            name=site.name,
            street=site.street,
            city=site.city,
            state=site.state,
            zip=site.zip,
        )
        for site in sites
    )


def write_letters(decision, certification) -> None:
    """Both are frozen now; what they say does not follow later changes."""
    title = f"Certificate {certification.number}"
    letters.freeze(certification, "certificate", title=title, data=certificate(certification))
    title = f"Award of certification {certification.number}"
    letters.freeze(decision, "award", title=title, data=letter_of_award(decision, certification))
