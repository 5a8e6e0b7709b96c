"""`--break NAME`: named faults, on during the run or done at its end, to show that the invariants can fail."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

from django.db import connection

from applications.models import Application, Invoice, LedgerEntry
from compliance.models import Appeal, Certification, CertifiedSite, Decision, ReportFinding
from practices.models import Release, ScoreWaiver
from qcp.access.models import ConflictQuestion, Recusal
from qcp.deadlines.models import Deadline
from qcp.notices.models import Message
from qcp.workflow import triggers
from surveys.states import Rating

from .postbox import Postbox

# --- While the program runs: a rule is gone -------------------------------------------------------


def sends_each_letter_twice():
    send = Postbox.send

    def twice(self, letter):
        send(self, letter)
        send(self, letter)

    return patch.object(Postbox, "send", twice)


def forgets_to_send():
    return patch("qcp.simulation.world.deliver_due", lambda: 0)


def clocks_sleep_on():
    return patch("qcp.simulation.world.sweep", lambda: 0)


RULES_GONE: dict[str, Callable] = {
    "double-letters": sends_each_letter_twice,
    "lost-letters": forgets_to_send,
    "sleeping-clocks": clocks_sleep_on,
}


# --- At the end: something is wrong in the records -------------------------------------------------


def unmet_standard():
    finding = ReportFinding.objects.filter(report__application__state="certified", assessed=Rating.MET).first()
    harm = {"assessed": Rating.NOT_MET, "reason": "Rewritten.", "requirement": "Nobody was told."}
    ReportFinding.objects.filter(pk=finding.pk).update(**harm)


def unrated_standard():
    report = Certification.objects.order_by("number").first().application.reports.filter(state="issued").last()
    finding = report.findings.filter(requirement="").last()
    report.findings.filter(pk=finding.pk).delete()


def four_year_term():
    certification = Certification.objects.order_by("number").first()
    Certification.objects.filter(pk=certification.pk).update(expires_on=certification.expires_on + timedelta(days=365))


def own_decision_released():
    decision = Decision.objects.filter(state="released").order_by("opened_at").first()
    Decision.objects.filter(pk=decision.pk).update(proposer=decision.history.get(move="release").actor)


def early_release():
    intent = Decision.objects.filter(state="released").order_by("opened_at").first().intents.exclude(done_at=None).get()
    type(intent).objects.filter(pk=intent.pk).update(made_at=intent.done_at - timedelta(seconds=5))


def surveyor_reviews():
    survey = Certification.objects.order_by("number").first().application.surveys.exclude(surveyor=None).first()
    survey.application.reports.update(reviewer=survey.surveyor)


def acts_with_a_conflict():
    decision = Decision.objects.filter(state="released").order_by("opened_at").first()
    Recusal.objects.create(case=decision.case, user=decision.proposer, at=decision.opened_at - timedelta(days=900))


def unanswered_conflict():
    question = ConflictQuestion.objects.filter(capacity="reviewer", answer="none").order_by("asked_at").first()
    ConflictQuestion.objects.filter(pk=question.pk).update(answer="", answered_at=None)


def forgotten_final_deadline():
    pending = Application.objects.filter(state__in=("survey_ready", "in_survey", "in_compliance"), kind="first")
    if not pending.exists():
        lapsed = Application.objects.filter(state="lapsed", kind="first").order_by("number").first()
        with triggers.lifted(connection), connection.cursor() as cursor:  # behind the portal's back, as a fault is
            table = Application._meta.db_table
            sql = f"UPDATE {table} SET state = 'in_compliance', ended_on = NULL WHERE number = %s"  # noqa: S608  our name
            cursor.execute(sql, [lapsed.number])
    Deadline.objects.filter(kind="final-deadline", subject_id__in=pending.values("pk")).update(
        status="cancelled", closed_at=Deadline.objects.first().opened_at, wake_at=None
    )


def clock_after_the_end():
    ended = Application.objects.filter(state="certified").order_by("number").first()
    clock = Deadline.objects.filter(case=ended.case, kind="final-deadline").first()
    Deadline.objects.filter(pk=clock.pk).update(status="running", closed_at=None)


def money_off_the_books():
    invoice = Invoice.objects.filter(state="paid").order_by("number").first()
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER IF EXISTS applications_ledgerentry_keep_u")
        cursor.execute("DROP TRIGGER IF EXISTS applications_ledgerentry_keep_d")
    LedgerEntry.objects.filter(invoice=invoice, entry="payment").update(cents=-1)


def rewritten_history():
    with triggers.lifted(connection):
        line = Application.history.rel.related_model.objects.order_by("case_id", "seq").first()
        type(line).objects.filter(pk=line.pk).update(note="It never happened.")


def missing_reminder():
    Message.objects.filter(notice="deadlines.reminder").update(occasion="gone")


def waiver_by_one():
    waiver = ScoreWaiver.objects.granted().order_by("opened_at").first()
    waiver.proposals.update(proposed_by=waiver.history.get(move="grant").actor)


def extension_too_long():
    moved = Deadline.objects.filter(kind="final-deadline", moved_from__isnull=False).order_by("opened_at").first()
    Deadline.objects.filter(pk=moved.pk).update(due_on=moved.due_on + timedelta(days=15))


def site_lost_unasked():
    site = CertifiedSite.objects.filter(until_on=None).order_by("certification__number", "name").first()
    CertifiedSite.objects.filter(pk=site.pk).update(until_on=site.certification.starts_on)


def disclosure_without_consent():
    release = Release.objects.filter(disclosures__isnull=False).order_by("agreed_at").first()
    last = release.disclosures.order_by("at").last()
    Release.objects.filter(pk=release.pk).update(agreed_at=last.at + timedelta(seconds=1))


def late_appeal_heard():
    appeal = Appeal.objects.filter(state__in=("upheld", "overturned")).order_by("opened_at").first()
    Appeal.objects.filter(pk=appeal.pk).update(last_day=appeal.filed_on - timedelta(days=1))


def revoked_without_a_case():
    certification = Certification.objects.filter(state="active").order_by("number").first()
    harm = {"state": "revoked", "ended_on": certification.starts_on}
    with triggers.lifted(connection):
        Certification.objects.filter(pk=certification.pk).update(**harm)


DAMAGES: dict[str, Callable[[], None]] = {
    "unmet-standard": unmet_standard,
    "unrated-standard": unrated_standard,
    "four-year-term": four_year_term,
    "own-decision": own_decision_released,
    "early-release": early_release,
    "surveyor-reviews": surveyor_reviews,
    "acts-with-conflict": acts_with_a_conflict,
    "unanswered-conflict": unanswered_conflict,
    "forgotten-deadline": forgotten_final_deadline,
    "clock-after-end": clock_after_the_end,
    "ledger-off": money_off_the_books,
    "rewritten-history": rewritten_history,
    "missing-reminder": missing_reminder,
    "waiver-by-one": waiver_by_one,
    "extension-too-long": extension_too_long,
    "site-lost-unasked": site_lost_unasked,
    "disclosure-without-consent": disclosure_without_consent,
    "late-appeal-heard": late_appeal_heard,
    "revoked-without-a-case": revoked_without_a_case,
}
BREAKS = (*RULES_GONE, *DAMAGES)


@contextmanager
def broken(name: str) -> Iterator[None]:
    """The run inside lacks a rule, if the fault is of that kind."""
    if name in RULES_GONE:
        with RULES_GONE[name]():
            yield
    else:
        yield


def damage(name: str) -> None:
    """Do the harm, if the fault is of the other kind."""
    if name in DAMAGES:
        DAMAGES[name]()
