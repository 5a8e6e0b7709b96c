"""What an action plan claims, item by item, and the proof that is cited for it, to be read side by side."""

from django.urls import reverse

from compliance import policies, rounds
from compliance.queries.plan_page import since_last_look
from compliance.states import PlanState, Stage
from qcp.documents.work import Claim, Paper, Section

JUDGED = (PlanState.PLAN_SUBMITTED, PlanState.EVIDENCE_SUBMITTED)


def sections(plan, reader) -> list[Section]:
    """The items that wait for a verdict first, then the others."""
    items = list(plan.items.all())
    news = since_last_look(plan, items, reader)
    changed = {item.pk for item in news["items"]} if news else set()
    judging = plan.state in JUDGED and policies.may_assess_plan(plan, reader)
    made = [(item.verdict(), claim(item, item.pk in changed, judging)) for item in items]
    waiting, judged = ([each for found, each in made if bool(found) is known] for known in (False, True))
    return [Section("Not judged yet", waiting), *([Section("Judged", judged)] if judged else [])]


def claim(item, is_new: bool, judging: bool) -> Claim:
    """One requirement, what the practice answers to it, and its proof."""
    requirement, found = item.requirement, item.verdict()
    return Claim(
        f"{requirement.number}: {requirement.standard} at {requirement.site}",
        state=found.get_verdict_display() if found else "",
        asks=requirement.text,
        said=said(item),
        papers=[Paper(proof.file, proof.pages, proof.first_page, proof.shows) for proof in item.evidence()],
        news="worked on since you last looked." if is_new else changes(item),
        url=reverse("compliance:judge", args=[item.pk]) if judging else "",
        url_says=f"Give your verdict on {requirement.number}",
    )


def said(item) -> list[tuple[str, str]]:
    """What was planned; and once proof is asked for, what is said about it."""
    plan = list(rounds.said(item, Stage.PLAN).items())
    return plan if item.plan.stage == Stage.PLAN else [*plan, ("About the evidence", item.explanation)]


def changes(item) -> str:
    """What this round says differently from the one before."""
    fields = item.changed_fields()
    return f"other than in the round before: {', '.join(fields)}." if fields else ""
