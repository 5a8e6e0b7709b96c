"""Who acted, and whether they could."""

from applications.models import RefundProposal
from compliance.models import Decision, Report
from qcp.access.models import ConflictQuestion, Recusal
from qcp.workflow.machines import history_of, models
from surveys.models import Survey

FIRST_LINES_OF_AN_ASSIGNEE = {"begin", "submit_findings", "issue", "return_plan", "accept_plan", "verify"}


def nobody_decides_twice():
    for report in Report.objects.exclude(reviewer=None).select_related("application"):
        if report.application.surveys.filter(surveyor=report.reviewer_id).exists():
            yield f"{report}: the reviewer surveyed the practice."
    for decision in Decision.objects.filter(state="released"):
        if decision.history.get(move="release").actor_id == decision.proposer_id:
            yield f"{decision} was released by its proposer."
    for survey in Survey.objects.exclude(surveyor=None).filter(state="report_completed"):
        earlier = Survey.objects.filter(application=survey.application_id, number__lt=survey.number)
        if earlier.filter(surveyor=survey.surveyor_id, state="report_completed").exists():
            yield f"{survey}: the surveyor had surveyed this application before."
    for proposal in RefundProposal.objects.filter(invoice__state="refunded", withdrawn_at=None):
        if proposal.invoice.history.get(move="refund").actor_id == proposal.proposed_by_id:
            yield f"{proposal.invoice}: one person proposed and confirmed the refund."


def nobody_acts_after_stepping_off():
    off = {(recusal.case_id, recusal.user_id): recusal.at for recusal in Recusal.objects.all()}
    for model in models():
        for line in history_of(model)._base_manager.exclude(actor=None):
            since = off.get((line.case_id, line.actor_id))
            if since and line.at > since:
                yield f"{model.slug}: {line.move} by somebody who had stepped off the case."


def everybody_answered():
    """Whoever surveyed or reviewed had answered 'no conflict' before."""
    clear = {
        (question.case_id, question.asked_of_id): question.answered_at
        for question in ConflictQuestion.objects.filter(answer="none").order_by("-answered_at")
    }
    for model in models():
        lines = history_of(model)._base_manager.filter(move__in=FIRST_LINES_OF_AN_ASSIGNEE).exclude(actor=None)
        for line in lines:
            since = clear.get((line.case_id, line.actor_id))
            if since is None or since > line.at:
                yield f"{model.slug}: {line.move} by somebody who had not answered about conflicts."
