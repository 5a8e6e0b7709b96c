"""The six steps, sent in, returned perhaps, and accepted: Certification Pending."""

from applications.actions import filling, opening, policies
from applications.models import Application
from applications.queries.standards import required_policies
from applications.questions.examples import example_answers
from applications.states import ApplicationKind
from applications.steps import STEPS
from compliance.actions import decisions
from compliance.states import Outcome
from practices.actions import webinars
from practices.models import WebinarSession
from qcp.workflow.refusals import Refused

from ..paper import paper, pass_the_check
from ..world import Over, World, days, fresh
from .paying import pay


def watch_webinar(team) -> None:
    session = WebinarSession.objects.filter(kind="recorded", retired_on=None).first()
    webinars.attest_recording(session, team.practice, by=team.signatory)


def apply(world: World, team, fate, kind=ApplicationKind.FIRST):
    """Yields rests; at the end `team.application` is Certification Pending."""
    watch_webinar(team)
    yield world.some(1, 10)
    application = opening.open_application(team.practice, by=team.editor, kind=kind)
    team.application = application
    if world.meets(fate, "withdrawn as draft"):
        yield days(12)
        give_up(world, team)
    yield world.some(2, 12)
    fill_in(application, team)
    yield from pay(world, team, fate)
    yield from hand_in_policies(world, team, fate)
    yield days(1)
    fill_in(application, team, steps=("survey-dates",))
    world.act(application, "submit", by=team.signatory)
    yield from be_reviewed(world, team, fate)


def fill_in(application, team, steps=()) -> None:
    """Answer every question of the steps (all, when none is named) and sign every agreement."""
    for step in STEPS:
        for topic in application.topics(step.slug) if not steps or step.slug in steps else ():
            application = Application.objects.get(pk=application.pk)
            filling.save_answers(application, topic, example_answers(topic, application.facts), by=team.editor)
    signed = {"typed_name": team.signatory.name, "title": "Medical Director", "has_authority": True}
    for text, _ in application.agreements:
        filling.sign(application, text, by=team.signatory, **signed)


def hand_in_policies(world: World, team, fate):
    """One file for each three policies that are asked for, each checked."""
    application = fresh(team.application)
    types = list(required_policies(application))
    for number in range(0, len(types), 3):
        name = f"Policies {number // 3 + 1} of {application.reference}"
        citations = [{"policy_type": each, "pages": "1"} for each in types[number : number + 3]]
        document = policies.upload(application, by=team.editor, file=paper(name), citations=citations)
        if number == 0 and world.meets(fate, "file refused"):
            pass_the_check(document, refused="The file cannot be read. Save it as PDF again, and choose it again.")
            yield days(1)
            document = policies.replace(fresh(document), by=team.editor, file=paper(f"{name}, again"))
        pass_the_check(document)
    yield days(1)


def be_reviewed(world: World, team, fate):
    """Staff read; what does not do comes back; in the end it is accepted, denied or given up."""
    application = team.application
    yield world.some(1, 8)
    if world.meets(fate, "withdrawn as submitted"):
        give_up(world, team)
    if world.meets(fate, "denied at review"):
        yield from be_denied(world, team)
    if world.meets(fate, "application returned"):
        steps = {"questionnaire": "The number of nurses differs from the last page."}
        world.act(application, "return", by=world.staff, note="See each step.", steps=steps)
        yield world.some(2, 14)
        if world.meets(fate, "withdrawn as returned"):
            give_up(world, team)
        filling.reply_to_return(fresh(application), "questionnaire", by=team.editor, reply="Put right.")
        fill_in(application, team, steps=("survey-dates",))
        world.act(application, "submit", by=team.signatory)
        yield days(3)
    yield from read_policies(world, team, fate)
    world.act(application, "accept", by=world.staff)


def read_policies(world: World, team, fate):
    """Every document accepted; a returned one is replaced first."""
    for number, document in enumerate(team.application.policy_documents.standing().order_by("opened_at", "title")):
        back = number == 0 and world.meets(fate, "policy returned")
        regret = number == 1 and world.meets(fate, "policy returned after acceptance")
        if regret:
            world.act(document, "accept", by=world.staff)
            yield days(1)
        if back or regret:
            world.act(document, "return", by=world.staff, note="The policy is not signed.")
            yield days(3)
            document = policies.replace(fresh(document), by=team.editor, file=paper(f"{document}, signed"))
            pass_the_check(document)
            yield days(1)
        world.act(document, "accept", by=world.staff)


def give_up(world: World, team) -> None:
    world.act(team.application, "withdraw", by=team.signatory)
    raise Over


def be_denied(world: World, team):
    """A denial is proposed with its reasons and released by somebody else; the minute passes."""
    application = fresh(team.application)
    proposer = reviewer_of(application) or world.staff
    try:
        decision = decisions.propose(
            application, by=proposer, outcome=Outcome.DENIAL, reasons="The practice trains fellows only."
        )
    except Refused as refusal:
        world.refusals.append(f"propose denial: {refusal}")
        raise Over from refusal
    yield days(1)
    world.act(decision, "release", by=world.manager)
    yield days(3)
    raise Over


def reviewer_of(application):
    report = application.reports.in_force().first()
    return report.reviewer if report else None
