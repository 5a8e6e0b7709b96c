"""From the completed survey report to the decision: report, action plan, evidence, release."""

from applications.models import Application
from applications.states import ENDED
from compliance.actions import assessment, decisions, items, proofs, reports
from compliance.models import ActionPlan
from compliance.states import Outcome, Verdict
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.deadlines.lengths import add_days
from surveys.actions import ordering
from surveys.states import UNMET

from ..paper import paper, pass_the_check
from ..world import Over, World, days, fresh
from .applying import be_denied, give_up
from .extending import extend
from .paying import settle_fees
from .surveying import answer, hold_survey, newest

ITEM = {
    "root_cause": "The form has no field for it.",
    "action": "The form gets the field, and the nurses are told.",
    "owner": "Head nurse",
    "measure": "Ten charts in a row show it.",
}


def review(world: World, team, fate):
    """The committee's reviewer is found, asked, assesses, issues."""
    report = team.application.reports.order_by("-number").first()
    if report.reviewer is None:
        surveyed = set(team.application.surveys.exclude(surveyor=None).values_list("surveyor_id", flat=True))
        off = set(report.case.recusals.values_list("user_id", flat=True))
        free = [person for person in world.cast.reviewers if person.pk not in surveyed | off]
        reports.assign_reviewer(report, by=world.staff, reviewer=world.one_of(free))
    yield world.some(1, 3)
    answer(report, "reviewer")
    yield days(1)
    world.act(report, "send_to_committee", by=world.staff)
    yield world.some(2, 10)
    if world.meets(fate, "report returned"):
        world.act(report, "return", by=fresh(report).reviewer, note="The note on CORE chart 4 is unreadable.")
        yield days(2)
        world.act(report, "send_to_committee", by=world.staff)
        yield days(2)
    reviewer = fresh(report).reviewer
    for finding in fresh(report).findings.filter(surveyed__in=UNMET).order_by("standard__code", "site__name"):
        assessment.assess(finding, by=reviewer, rating=finding.surveyed, requirement="Show it in ten charts.")
    assessment.confirm_the_rest(fresh(report), by=reviewer)
    world.act(report, "issue", by=reviewer)


def comply(world: World, team, fate):
    """Yields rests until the decision has been released, or everything has ended."""
    unmet = world.meets(fate, "standards unmet")
    yield from hold_survey(world, newest(team.application), fate, unmet=unmet)
    yield days(1)
    yield from review(world, team, fate)
    yield days(2)
    if world.meets(fate, "repeat survey") and unmet:
        ordering.order(fresh(team.application), kind="repeat", by=world.manager, ground="Policy and practice differ.")
        yield days(1)
        settle_fees(world, team)
        yield from hold_survey(world, newest(team.application), frozenset(), unmet=unmet)
        yield days(1)
        yield from review(world, team, frozenset())
        yield days(2)
    if world.meets(fate, "denied in survey" if not unmet else "denied in compliance"):
        yield from be_denied_after_report(world, team)
    if world.meets(fate, "withdrawn in compliance") and unmet:
        give_up(world, team)
    if plan_of(team):
        yield from put_right(world, team, fate)
    yield from be_decided(world, team, fate)


def plan_of(team):
    return ActionPlan.objects.filter(application=team.application).unfinished().first()


def be_denied_after_report(world: World, team):
    """A proposed award is sent back first: the reviewer then decides anew."""
    for decision in team.application.decisions.proposed():
        world.act(decision, "send_back", by=world.manager, note="See the misdated policies.")
        yield days(1)
    yield from be_denied(world, team)


def put_right(world: World, team, fate):
    """The plan, its review, its proof, and the review of that."""
    plan = plan_of(team)
    if world.meets(fate, "no plan at all"):
        yield from wait_for_the_lapse(team)
    write(plan, team)
    yield world.some(2, 9)
    world.act(plan, "submit_plan", by=team.signatory)
    if world.meets(fate, "plan stuck in review"):
        yield from wait_for_the_lapse(team)
    yield world.some(2, 9)
    if world.meets(fate, "plan returned"):
        yield from go_back(world, plan, "return_plan")
        write(plan, team)
        world.act(plan, "submit_plan", by=team.signatory)
        yield days(3)
    yield from accept_all(world, plan, "accept_plan")
    if world.meets(fate, "verification survey"):
        yield from verify_on_site(world, team)
    yield from prove(world, team, plan, fate)


def prove(world: World, team, plan, fate):
    """Evidence for every item, as early as the fate allows."""
    yield from extend(world, team, fate)
    if world.meets(fate, "evidence too late"):
        yield from wait_for_the_lapse(team)
    if world.meets(fate, "evidence held over the deadline"):
        final = deadlines.running(team.application, Kind.FINAL_DEADLINE)
        yield days(max(1, (final.due_on - world.today).days - 1)) if final else days(20)
    yield world.some(5, 40)
    hand_in(plan, team)
    yield days(1)
    world.act(plan, "submit_evidence", by=team.signatory)
    yield world.some(3, 9)
    if world.meets(fate, "evidence returned"):
        yield from go_back(world, plan, "return_evidence")
        if fresh(team.application).state in ENDED:
            raise Over
        hand_in(plan, team)
        yield days(1)
        world.act(plan, "submit_evidence", by=team.signatory)
        yield days(3)
    yield from accept_all(world, plan, "verify")


def write(plan, team) -> None:
    until = add_days(fresh(plan).opened_at.date(), 90)
    for item in fresh(plan).items.for_list():
        if not item.accepted():
            items.save_item(item, by=team.editor, target_on=until, **ITEM)


def hand_in(plan, team) -> None:
    """A new file for each item that still needs one, checked."""
    for item in fresh(plan).items.for_list():
        if not item.accepted():
            name = f"Evidence {item.requirement.number} round {plan.items.count()} {fresh(plan).version}"
            proofs.add(item, by=team.editor, upload=paper(name), pages="1", shows="The new form in use.")
            pass_the_check(item)


def go_back(world: World, plan, move: str):
    """The first item does not convince, the others do."""
    reviewer = fresh(plan).report.reviewer
    open_items = [item for item in fresh(plan).items.for_list() if not item.accepted()]
    items.judge(open_items[0], by=reviewer, verdict=Verdict.RETURNED, reason="It does not say from when.")
    items.accept_the_rest(fresh(plan), by=reviewer)
    world.act(plan, move, by=reviewer)
    yield days(4)


def accept_all(world: World, plan, move: str):
    reviewer = fresh(plan).report.reviewer
    items.accept_the_rest(fresh(plan), by=reviewer)
    world.act(plan, move, by=reviewer)
    yield days(2)


def verify_on_site(world: World, team):
    ordering.order(fresh(team.application), kind="verification", by=world.manager, ground="To be seen on site.")
    yield days(1)
    settle_fees(world, team)
    yield from hold_survey(world, newest(team.application), frozenset(), unmet=False)
    yield days(1)
    yield from review(world, team, frozenset())
    yield days(1)


def wait_for_the_lapse(team):
    """Nothing more is done; the clock carries it out."""
    while fresh(team.application).state not in ENDED:
        yield days(15)
    raise Over


def be_decided(world: World, team, fate):
    """The manager looks, releases, perhaps thinks again within the minute; then the worker makes it so."""
    decision = team.application.decisions.proposed().get()
    yield world.some(1, 3)
    manager = world.manager
    if world.meets(fate, "decision sent back"):
        world.act(decision, "send_back", by=manager, note="Name the second site.")
        yield days(1)
        reviewer = fresh(decision).proposer
        decision = decisions.propose(
            Application.objects.get(pk=team.application.pk), by=reviewer, outcome=Outcome.AWARD
        )
        yield days(1)
    world.act(decision, "release", by=manager)
    if world.meets(fate, "release undone"):
        decisions.undo_release(fresh(decision), by=manager)
        yield days(1)
        world.act(decision, "release", by=manager)
    yield days(2)
