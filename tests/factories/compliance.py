"""Cases that have come as far as compliance: a survey with findings, a report, a plan, a decision, a certification."""

import datetime

from django.db import transaction

from applications.models import Application, Domain, Edition, IncludedSite, Invoice, Standard
from applications.queries.standards import applicable
from compliance.actions import assessment, decisions, items, plans, plaques, reports
from compliance.models import ActionPlan, Certification, Decision, Proof, Report
from practices.models import Membership, MembershipRole
from qcp import clock
from qcp.access import conflicts
from qcp.access.models import ConflictQuestion
from qcp.accounts.models import Role, User
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.documents.models import StoredFile
from qcp.workflow import chain
from qcp.workflow.models import Case
from surveys.models import Finding, Survey, Visit
from surveys.states import Rating
from surveys.states import State as SurveyState

from .practices import PracticeFactory, SiteFactory

CODES = ("1.1", "1.2", "2.1")
MET, PARTIAL, UNMET = Rating.MET, Rating.PARTIALLY_MET, Rating.NOT_MET
PLANNED = {
    "root_cause": "The form was out of date.",
    "action": "A new form is used.",
    "owner": "N. Oak, RN",
    "target_on": datetime.date(2026, 6, 1),
    "measure": "Twenty charts without a gap.",
}


def someone(role, name):
    """The account of that name, made when it is first asked for."""
    email = f"{name}@case.example"
    return User.objects.filter(email=email).first() or User.objects.create_user(
        email, None, name=name.title(), role=role
    )


def edition(codes=CODES):
    found, is_new = Edition.objects.get_or_create(code="TEST", defaults={"effective_on": datetime.date(2019, 12, 31)})
    domain = Domain.objects.get_or_create(edition=found, number="1", title="Safe care")[0]
    if is_new:
        for position, code in enumerate(codes, start=1):
            Standard.objects.create(
                edition=found,
                domain=domain,
                code=code,
                position=position,
                level="standard",
                title=f"Standard {code}",
                paraphrase=f"What {code} asks.",
                evidence=["observation"],
                is_rated=True,
                code_status="assumed",
                content_status="recalled",
            )
    return found


@transaction.atomic
def pending_application(signatory=None, *, sites=1, state="in_survey", kind="first", practice=None):
    """Certification Pending since today, with its two last days running."""
    practice = practice or PracticeFactory()
    if signatory and not practice.has_member(signatory):
        Membership.objects.create(practice=practice, user=signatory, role=MembershipRole.SIGNATORY)
    for number in range(sites - practice.sites.count()):
        SiteFactory(practice=practice, name=f"House {number + 1}", is_main=number == 0)
    today = clock.today()
    application = Application.objects.create(
        case=Case.objects.create(),
        practice=practice,
        kind=kind,
        state=state,
        edition=edition(),
        submitted_on=today,
        pending_on=today,
    )
    IncludedSite.objects.bulk_create(IncludedSite(application=application, site=site) for site in practice.open_sites())
    chain.begin(application, by=signatory or someone(Role.PRACTICE, "owner"))
    for clock_kind in (Kind.FINAL_DEADLINE, Kind.LAST_EVIDENCE):
        deadlines.open(application, clock_kind, because="The application was accepted.", start=today)
    return application


@transaction.atomic
def completed_survey(application, *ratings, surveyor=None, **given):
    """A survey whose report is completed. `ratings`: for each site the ratings of the standards, met unless given."""
    survey = Survey.objects.create(
        case=application.case,
        application=application,
        state=SurveyState.REPORT_COMPLETED,
        surveyor=surveyor or someone(Role.SURVEYOR, "sam surveyor"),
        signed_name="Sam Surveyor",
        findings_on=clock.today(),
        report_on=clock.today(),
        **given,
    )
    chain.begin(survey, by=survey.surveyor)
    for place, site in enumerate(application.practice.open_sites()):
        visit = Visit.objects.create(survey=survey, site=site, visit_on=clock.today())
        rated = (*(ratings[place] if place < len(ratings) else ()), *[MET] * len(CODES))
        for standard, rating in zip(applicable(application), rated, strict=False):
            Finding.objects.create(
                visit=visit, standard=standard, rating=rating, notes=f"Seen: {standard.code}.", methods=["observation"]
            )
    return survey


def drafted(signatory=None, *ratings, **given) -> Report:
    """A report as the completed survey leaves it."""
    return reports.draft_from_survey(completed_survey(pending_application(signatory, **given), *ratings))


def in_review(reviewer, signatory=None, *ratings, **given) -> Report:
    """With its reviewer, who has no conflict."""
    return hand_over(drafted(signatory, *ratings, **given), reviewer)


def hand_over(report, reviewer) -> Report:
    office = someone(Role.STAFF, "office")
    report = reports.assign_reviewer(report, by=office, reviewer=reviewer)
    question = ConflictQuestion.objects.get(subject_id=report.pk, asked_of=reviewer, withdrawn_at=None)
    if not question.answer:
        conflicts.answer(question, by=reviewer, conflict=False)
    return reports.send_to_committee(Report.objects.get(pk=report.pk), by=office)


def issued(reviewer, signatory=None, *ratings, **given) -> Report:
    """Every rating confirmed; what follows from it has followed."""
    report = in_review(reviewer, signatory, *ratings, **given)
    assessment.confirm_the_rest(report, by=reviewer)
    return reports.issue(report, by=reviewer)


def open_plan(reviewer, signatory, *ratings, **given) -> ActionPlan:
    """A plan to be written, its report received."""
    report = issued(reviewer, signatory, *(ratings or [(UNMET,)]), **given)
    reports.received(report, on=clock.today())
    return ActionPlan.objects.get(report=report)


def submitted_plan(reviewer, signatory, *ratings, **given) -> ActionPlan:
    plan = open_plan(reviewer, signatory, *ratings, **given)
    for item in plan.items.for_list():
        items.save_item(item, by=signatory, **PLANNED)
    return plans.submit_plan(plan, by=signatory)


def accepted_plan(reviewer, signatory, *ratings, **given) -> ActionPlan:
    plan = submitted_plan(reviewer, signatory, *ratings, **given)
    items.accept_the_rest(plan, by=reviewer)
    return plans.accept_plan(plan, by=reviewer)


def prove(item, by) -> StoredFile:
    """A clean file for an item, as if its check had ended."""
    now = clock.now()
    stored = StoredFile.objects.create(
        case=item.case,
        subject_label=item._meta.label,
        subject_id=item.pk,
        purpose="evidence",
        label="chart review.pdf",
        file="files/none",
        size=1000,
        sha256="0" * 64,
        uploaded_by=by,
        verdict="clean",
        checked_at=now,
    )
    Proof.objects.create(item=item, file=stored, added_by=by)
    return stored


def prove_one(plan, by):
    """The first item of a plan, with its file."""
    item = plan.items.for_list().first()
    prove(item, by)
    return item


def proven_plan(reviewer, signatory, *ratings, **given) -> ActionPlan:
    """The evidence is with the reviewer."""
    plan = accepted_plan(reviewer, signatory, *ratings, **given)
    for item in plan.items.for_list():
        prove(item, signatory)
    return plans.submit_evidence(plan, by=signatory)


def verified_plan(reviewer, signatory, *ratings, **given) -> ActionPlan:
    plan = proven_plan(reviewer, signatory, *ratings, **given)
    items.accept_the_rest(plan, by=reviewer)
    return plans.verify(plan, by=reviewer)


def proposed_award(reviewer, signatory=None, **given) -> Decision:
    """Every standard was met at once."""
    return issued(reviewer, signatory, **given).decisions.get()


def proposed_denial(reviewer, signatory, reasons="Standard 1.1 is not met.\nNo plan was sent.") -> Decision:
    plan = open_plan(reviewer, signatory)
    return decisions.propose(plan.application, by=reviewer, outcome="denial", reasons=reasons)


def certified(reviewer, signatory, manager, **given) -> Certification:
    decision = decisions.carry_out(proposed_award(reviewer, signatory, **given), by=manager)
    return Certification.objects.get(application=decision.application)


ENGRAVED = {
    "name_line": "Elm Street Oncology",
    "place_line": "Alexandria",
    "recipient": "N. Oak",
    "street": "1 Elm Street",
    "city": "Alexandria",
    "state": "VA",
    "zip": "22314",
}


def order_plaque(certification, signatory):
    return plaques.order(certification, by=signatory, **ENGRAVED)


@transaction.atomic
def owe(application) -> Invoice:
    """A fee that was invoiced and not paid."""
    today = clock.today()
    invoice = Invoice.objects.create(
        case=application.case, application=application, kind="extension", cents=25000, issued_on=today, due_on=today
    )
    chain.begin(invoice, by=someone(Role.STAFF, "office"))
    return invoice
