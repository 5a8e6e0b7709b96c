"""Two practices, Elm and Oak, each with everything that an address can name, and everybody who may stand near it.

Who stands in which relation to which practice is written here by hand, not asked of the portal.
"""

import datetime
from dataclasses import dataclass, field

from django.apps import apps

from applications.actions import application as applications
from applications.actions import extension, inquiries
from applications.actions.fees import bring_in_what_is_delivered as bring_in_the_fees
from applications.models import CardPayment
from compliance.actions import decisions
from practices.actions import organisation_change, policy_requests, releasing
from practices.models import AttendanceClaim, Membership, MembershipRole, WebinarSession
from practices.queries.status import payload_of
from qcp import clock
from qcp.access import conflicts
from qcp.access.models import ConflictQuestion
from qcp.accounts import secrets
from qcp.accounts.actions import invite
from qcp.accounts.models import Role, User
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.notices.models import Message
from qcp.workflow import chain
from qcp.workflow.models import Case
from qcp.workflow.system import SYSTEM
from surveys.models import Finding, HandOver
from tests.factories import appeals as appealed
from tests.factories import compliance as made
from tests.factories import revocations as revoked
from tests.factories import waivers
from tests.factories.practices import MembershipFactory, PracticeFactory, SiteFactory
from tests.factories.releases import open_recipient, opted_in
from tests.factories.scores import small_round

from .access_files import a_policy

OFFICE_ROLES = (Role.STAFF, Role.MANAGER)
# name: (role, relation to Elm, relation to Oak); '' = none
PEOPLE: dict[str, tuple[Role, str, str]] = {
    "olivia": (Role.PRACTICE, "signatory", ""),
    "eddie": (Role.PRACTICE, "editor", ""),
    "vera": (Role.PRACTICE, "viewer", ""),
    "gone": (Role.PRACTICE, "", ""),  # belonged to Elm once
    "stan": (Role.PRACTICE, "", "signatory"),
    "sam": (Role.SURVEYOR, "surveyor", ""),
    "sue": (Role.SURVEYOR, "", "surveyor"),
    "rita": (Role.REVIEWER, "reviewer", ""),
    "ron": (Role.REVIEWER, "", "reviewer"),
    "carl": (Role.COUNCIL, "council", ""),
    "cora": (Role.COUNCIL, "", "council"),
    "stella": (Role.STAFF, "staff", "staff"),
    "steve": (Role.STAFF, "", "staff"),  # stepped off everything of Elm
    "max": (Role.MANAGER, "manager", "manager"),
}
ANY = {Role.SURVEYOR: "any_surveyor", Role.REVIEWER: "any_reviewer", Role.COUNCIL: "any_council"}


@dataclass
class House:
    """A practice with its records: label of a model -> one of its objects."""

    name: str
    records: dict[str, object] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Known to its own people and the office only."""
        return f"{self.name.title()} Oncology"

    @property
    def seen(self) -> str:
        """What the surveyor noted: closed to whoever stepped off the case, too."""
        return f"Noted in the halls of {self.name}."

    @property
    def reasons(self) -> str:
        """Why a denial is proposed: the office's and the reviewer's until it is released."""
        return f"Reasons that concern {self.name}."

    @property
    def plea(self) -> str:
        """What the signatory wrote in an appeal: for nobody but the people named on it."""
        return f"The plea of {self.name}."

    @property
    def report(self) -> str:
        """What was reported about it: for the people named on the case."""
        return f"Reported about {self.name}."

    @property
    def complainant(self) -> str:
        """Who reported it: for the one person who leads the case."""
        return f"Whistle Blower of {self.name}"


def people() -> dict[str, User]:
    return {
        name: User.objects.create_user(f"{name}@matrix.example", None, name=name.title(), role=role)
        for name, (role, _, _) in PEOPLE.items()
    }


def world() -> tuple[dict[str, User], dict[str, House]]:
    known = people()
    bring_in_the_fees()
    elm = built(House("elm"), known["olivia"], known["sam"], known["rita"], known["max"])
    oak = built(House("oak"), known["stan"], known["sue"], known["ron"], known["max"])
    waiver(elm, known["olivia"], known["stella"], known["carl"])
    waiver(oak, known["stan"], known["stella"], known["cora"])
    elm.records["compliance.Appeal"] = appeal(elm, known["olivia"], known["carl"])
    oak.records["compliance.Appeal"] = appeal(oak, known["stan"], known["cora"])
    elm.records["compliance.Revocation"] = revocation(elm, known, known["olivia"], known["carl"])
    oak.records["compliance.Revocation"] = revocation(oak, known, known["stan"], known["cora"])
    for practice in (elm.records["practices.Practice"], elm.records["compliance.Certification"].practice):
        Membership.objects.create(practice=practice, user=known["eddie"], role=MembershipRole.EDITOR)
        Membership.objects.create(practice=practice, user=known["vera"], role=MembershipRole.VIEWER)
        MembershipFactory(practice=practice, user=known["gone"], role=MembershipRole.EDITOR, ended=True)
    for case in {record.case for record in elm.records.values() if getattr(record, "case", None)}:
        conflicts.recuse(case, known["steve"])
    return known, {"elm": elm, "oak": oak}


def built(house: House, signatory, surveyor, reviewer, manager) -> House:
    """A survey done, a report issued, a plan to be written, a denial proposed; a score, a bill, a file, a clock."""
    practice = PracticeFactory(legal_name=house.title)
    SiteFactory(practice=practice, is_main=True)
    Membership.objects.create(practice=practice, user=signatory, role=MembershipRole.SIGNATORY)
    application = made.pending_application(signatory, practice=practice, sites=1)
    survey = made.completed_survey(application, (made.UNMET,), surveyor=surveyor)
    Finding.objects.filter(visit__survey=survey).update(notes=house.seen)
    report = made.hand_over(made.reports.draft_from_survey(survey), reviewer)
    made.assessment.confirm_the_rest(report, by=reviewer)
    report = made.reports.issue(report, by=reviewer)
    made.reports.received(report, on=clock.today())
    plan = (
        report.plan if hasattr(report, "plan") else apps.get_model("compliance.ActionPlan").objects.get(report=report)
    )
    records = [
        an_envelope(survey, surveyor),
        practice,
        application,
        survey,
        report,
        plan,
        plan.items.first(),
        made.owe(application),
    ]
    records += [score(practice, signatory), practice.memberships.first()]
    records += [decisions.propose(application, by=reviewer, outcome="denial", reasons=house.reasons)]
    records += released(practice, signatory)
    records += [more_time(application, signatory), *moved_house(practice, signatory, manager)]
    house.records = {record._meta.label: record for record in records}
    records = [certification(house, signatory, reviewer, manager), signatory, held(house)]
    records += [claimed(practice, signatory), asked_for_policies(house)]
    records += [invite(f"{house.name}@new.example", name="New", by=manager, role=Role.SURVEYOR)]
    records += [Message.objects.filter(recipient=signatory, case=application.case).first()]
    house.records |= {record._meta.label: record for record in records}
    money = surplus(house.records["applications.Invoice"], manager, signatory)
    house.records |= {record._meta.label: record for record in money}
    house.records |= {record._meta.label: record for record in a_policy(house, application, signatory)}
    staff = User.objects.get(email="stella@matrix.example")
    house.records["applications.Inquiry"] = inquiries.ask(application, by=staff, text=f"Asked of {house.name}.")
    house.records["access.ConflictQuestion"] = ConflictQuestion.objects.get(subject_id=report.pk, asked_of=reviewer)
    return house


def an_envelope(survey, surveyor):
    """Work of the surveyor's tablet that never arrived."""
    given = {"device": "tablet-0001", "way": "tablet", "sealed": secrets.seal("{}"), "sha256": "0" * 64, "changes": 1}
    return HandOver.objects.create(survey=survey, author=surveyor, received_by=surveyor, **given)


def moved_house(practice, signatory, manager):
    """A change of leadership that was determined; its one site waits for a new survey."""
    people = {"position": "Medical director", "person_after": "Dr. Birch"}
    given = {"happened_on": clock.today(), "account": "A new director.", **people}
    change = organisation_change.report(practice, "leadership", by=signatory, **given)
    change = organisation_change.take_up(change, by=manager)
    outcomes = {str(site.pk): "new_survey" for site in practice.open_sites()}
    change = organisation_change.determine(change, by=manager, note="Look at it again.", outcomes=outcomes)
    return [change, change.outcomes.first()]


def more_time(application, signatory):
    """An extension, asked for in the last weeks before the final deadline."""
    final = deadlines.running(application, Kind.FINAL_DEADLINE).due_on
    with clock.at(datetime.datetime.combine(final, datetime.time(12), datetime.UTC)):
        return extension.request(application, by=signatory, ground="flood", event_on=final, basis="Water everywhere.")


def certification(house: House, signatory, reviewer, manager):
    """Another practice of the same people, certified."""
    practice = PracticeFactory(legal_name=f"{house.name.title()} West")
    application = made.pending_application(signatory, practice=practice, sites=1)
    report = made.hand_over(made.reports.draft_from_survey(made.completed_survey(application)), reviewer)
    made.assessment.confirm_the_rest(report, by=reviewer)
    report = made.reports.issue(report, by=reviewer)
    decisions.carry_out(report.decisions.get(), by=manager)
    certified = apps.get_model("compliance.Certification").objects.get(application=application)
    made.order_plaque(certified, signatory)
    return certified


def released(practice, signatory) -> list:
    """Its status goes to a health plan, and went there once."""
    staff, second = (User.objects.get(email=f"{name}@matrix.example") for name in ("stella", "max"))
    recipient = open_recipient(by=staff, confirmed_by=second, name=f"Plan of {practice.number}")
    release = opted_in(practice, recipient, signatory)
    releasing.disclose([(release, payload_of(practice))], channel="one")
    return [release, practice.disclosures.get()]


def waiver(house: House, signatory, staff, member) -> None:
    """Asked for on another round's score, and with the council member."""
    practice = house.records["practices.Practice"]
    short = waivers.short_score(staff, practice=practice, round=waivers.another_round())
    house.records["practices.ScoreWaiver"] = waivers.in_review(waivers.asked(short, signatory), staff, member)


def surplus(invoice, first, signatory):
    """Money that came in by card for a fee that was settled already; one of the office wants to send it back."""
    payment = CardPayment.objects.create(
        invoice=invoice,
        number=1,
        cents=invoice.cents,
        stage="paid",
        asked_by=signatory,
        expires_at=clock.now(),
        look_at=None,
        session_id=f"cs_test_{invoice.pk.hex}",
        intent_id=f"pi_{invoice.pk.hex}",
        paid_at=clock.now(),
        is_surplus=True,
    )
    refund = payment.refunds.create(cents=payment.cents, proposed_by=first, reason="Nobody owed it.")
    return payment, refund, payment.concerns.create(key=f"surplus/{payment.pk}", words="Send it back.", invoice=invoice)


def appeal(house: House, signatory, member):
    """A third practice of the same people: denied, and the appeal heard."""
    practice = PracticeFactory(legal_name=f"{house.name.title()} East")
    application = made.pending_application(signatory, practice=practice, sites=1)
    application = applications.deny(application, by=SYSTEM, note=house.reasons)
    return appealed.heard_by([member, *appealed.members()[:2]], application, signatory, statement=house.plea)


def revocation(house: House, known, signatory, member):
    """About the practice that was certified: noticed, and a hearing asked for; Max and a second manager are on it."""
    second = appealed.someone(Role.MANAGER, "second")
    certified = house.records["compliance.Certification"]
    opened = revoked.opened_about(certified, known["max"], account=house.report, complainant=house.complainant)
    noticed = revoked.noticed(opened, known["max"], second)
    noticed = revoked.revocations.respond(noticed, by=signatory, text="We did not.", wants_hearing=True)
    revoked.naming.name_someone(noticed, by=known["max"], user=member)
    return revoked.cleared(noticed)


def held(house: House):
    """A webinar: it belongs to no practice."""
    return WebinarSession.objects.create(kind="live", title=f"Basics for {house.name}", held_on=clock.today())


def claimed(practice, signatory):
    """Somebody says to have taken part in a webinar; the office has not answered."""
    title = f"Questions of {signatory.name}"
    session = WebinarSession.objects.create(kind="live", title=title, held_on=clock.today())
    case = Case.objects.create()
    return AttendanceClaim.objects.create(case=case, session=session, practice=practice, person=signatory)


def asked_for_policies(house: House):
    """A request for a policy: it belongs to no practice."""
    return policy_requests.ask(name=house.title, email=f"{house.name}@asks.example", wanted=["revocation"])


def score(practice, signatory):
    Submission = apps.get_model("practices.ScoreSubmission")  # noqa: N806
    submission = Submission.objects.create(case=Case.objects.create(), practice=practice, round=small_round())
    chain.begin(submission, by=signatory)
    return submission


def relations(name: str, house: str = "", *, case: bool = True) -> set[str]:
    """In which relations somebody stands to a practice's records; without a house, to no record at all."""
    if name == "anonymous":
        return {"anonymous"}
    role, elm, oak = PEOPLE[name]
    near = {"elm": elm, "oak": oak, "": ""}[house]
    if role in OFFICE_ROLES and not (house and case):
        near = role  # a recusal closes a case, not the practice
    return {"signed_in", ANY.get(role, ""), str(near)} - {""}
