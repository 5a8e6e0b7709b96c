"""What the pages of an action plan tell beside its items: progress, what was seen again, what is at risk."""

from applications import extending
from compliance.models import ReportFinding
from compliance.states import PUBLISHED, PlanState, Stage, Verdict
from qcp import clock
from qcp.access.models import Opening
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.web.pictures.progress import Progress

LATE = (
    "The last day for evidence has passed. Evidence is still taken up to the final deadline on {final:%B} {final.day}, "
    "{final.year}, at the practice's own risk: if the committee returns it after that day, the application lapses."
)


def progress(plan, items) -> Progress:
    """Items accepted after each round of each half, as far as rounds were judged."""
    steps = []
    for stage, rounds in ((Stage.PLAN, plan.plan_round), (Stage.EVIDENCE, plan.evidence_round)):
        given = [each for item in items for each in item.verdicts.all() if each.stage == stage]
        accepted = [each.round for each in given if each.verdict == Verdict.ACCEPTED]
        judged = {each.round for each in given}
        steps += [
            (f"{stage.label} {number}", sum(each <= number for each in accepted))
            for number in range(1, rounds + 1)
            if number in judged
        ]
    return Progress("progress", "Items accepted, round by round", len(items), tuple(steps))


def since_last_look(plan, items, reader) -> dict | None:
    """What was written or handed in since this reader opened the plan before; nothing at the first look."""
    seen = Opening.objects.filter(person=reader, subject_id=plan.pk).first()
    if seen is None:
        return None
    return {"at": seen.at, "items": [item for item in items if latest_touch(item) and latest_touch(item) > seen.at]}


def latest_touch(item):
    """When an item or its proof was last worked on."""
    proofs = [moment for proof in item.proofs.all() for moment in (proof.added_at, proof.removed_at)]
    return max(filter(None, [item.edited_at, *proofs]), default=None)


def late_evidence(plan) -> str:
    """A warning once the last day for evidence is over and the final deadline is not."""
    if plan.state not in (PlanState.OPEN, PlanState.PLAN_SUBMITTED, PlanState.PLAN_ACCEPTED):
        return ""
    last = deadlines.running(plan.application, Kind.LAST_EVIDENCE)
    final = deadlines.running(plan.application, Kind.FINAL_DEADLINE)
    today = clock.today()
    last_day = last.due_on if last else extending.last_evidence_on(plan.application)
    over = last_day is not None and last_day < today
    return LATE.format(final=final.due_on) if over and final and today <= final.due_on else ""


def seen_again(requirement):
    """What a verification survey found for the same standard at the same site, once its report is issued."""
    rows = ReportFinding.objects.filter(
        report__application=requirement.report.application_id,
        report__survey__kind="verification",
        report__state__in=PUBLISHED,
        standard=requirement.standard_id,
        site=requirement.site_id,
    )
    return rows.select_related("report").order_by("-report__number")


def verifications(plan):
    """Verification surveys of the application that were not called off, latest first."""
    surveys = plan.application.surveys.filter(kind="verification").exclude(state="cancelled")
    return surveys.order_by("-number")
