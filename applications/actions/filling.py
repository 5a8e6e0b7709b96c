"""Filling an application in, with or without a page in front of it: pages, demo and simulation do it alike."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max

from applications import policies
from applications.models import Answer, Application, LookedThrough, Signature
from applications.steps import STEPS
from qcp import clock
from qcp.documents.uploads import receive
from qcp.workflow.advance import hold
from qcp.workflow.refusals import NotAllowed, NotReady

CLOSED = (
    "This application is not open for changes. It can be changed while it is a draft or has been returned, "
    "by the practice's editors and signatories."
)


@dataclass
class Saved:
    """What became of a save. `clashes`: answers that somebody else changed since the page was opened, not saved."""

    revision: int
    clashes: dict[str, Answer] = field(default_factory=dict)


def save_answers(application, topic, typed: dict[str, str], *, by, revision: int | None = None, finished=True) -> Saved:
    """Keep what was typed on one page, right or wrong, complete or not.

    revision: the page's number of saves when it was opened. An answer that somebody changed since then and that
    was typed differently here is not overwritten but handed back; without a revision the last word counts.
    finished: somebody sent the whole page off, so that answers of the last application count as looked through.
    """
    with transaction.atomic():
        application = held_for_filling(application, by, step_with(application, topic))
        now = {answer.name: answer for answer in application.answers.current().filter(topic=topic.slug)}
        latest = max((answer.revision for answer in now.values()), default=0)
        changed = differing(topic, typed, now)
        clashes = {}
        if revision is not None:
            newer = {name for name in changed if name in now and now[name].revision > revision}
            seen = as_seen_at(application, newer, revision)
            clashes = {name: now[name] for name in newer if changed[name] != seen.get(name, "")}
            changed = {name: value for name, value in changed.items() if name not in newer}
        if changed:
            latest += 1
            write(application, topic, changed, latest, by)
        if finished and any(answer.revision == 0 for answer in now.values()):
            LookedThrough.objects.get_or_create(application=application, topic=topic.slug, defaults={"by": by})
        return Saved(latest, clashes)


def step_with(application, topic) -> str:
    """The step to which a page of questions belongs."""
    return next(step.slug for step in STEPS if topic in application.topics(step.slug))


def differing(topic, typed: dict[str, str], now: dict[str, Answer]) -> dict[str, str]:
    """The answers to questions of this page that are not what is kept already."""
    keys = {question.key for question in topic.questions}
    cleaned = {name: clean(value) for name, value in typed.items() if name.split("-")[0] in keys}
    return {name: value for name, value in cleaned.items() if value != (now[name].value if name in now else "")}


def clean(value: str) -> str:
    """As typed, but with one kind of line end, and without what a database cannot keep."""
    return value.replace("\r\n", "\n").replace("\x00", "")


def as_seen_at(application, names: set[str], revision: int) -> dict[str, str]:
    """What the page showed when it was opened."""
    if not names:
        return {}
    rows = application.answers.filter(name__in=names, revision__lte=revision).order_by("revision")
    return dict(rows.values_list("name", "value"))


def write(application, topic, changed: dict[str, str], revision: int, by) -> None:
    application.answers.filter(name__in=changed, is_current=True).update(is_current=False)
    Answer.objects.bulk_create(
        Answer(
            application=application,
            topic=topic.slug,
            name=name,
            value=value,
            revision=revision,
            saved_by=by,
            saved_at=clock.now(),
        )
        for name, value in changed.items()
    )
    touch(application, by)


def touch(application, by) -> None:
    """Remember who worked on it last."""
    Application.objects.filter(pk=application.pk).update(saved_by=by, saved_at=clock.now())


def revision_of(application, topic) -> int:
    """How often this page was saved."""
    return application.answers.filter(topic=topic.slug).aggregate(last=Max("revision"))["last"] or 0


def held_for_filling(application, by, step: str = "") -> Application:
    """The application, locked, or a refusal. step: the one filled in, which may have been handed to somebody."""
    application = hold(application)
    may = policies.may_edit_step(application, by, step) if step else policies.may_edit(application, by)
    if not may or application.case.closed_to(by):
        raise NotAllowed(CLOSED)
    return application


def sign(application, text, *, by, typed_name: str, title: str, has_authority: bool, ip_address=None) -> Signature:
    """The signatory signs one agreement, in exactly the words that stand in it. Signing again changes nothing."""
    with transaction.atomic():
        application = hold(application)
        if not policies.may_sign(application, by) or application.case.closed_to(by):
            raise NotAllowed("Signing is for the practice's signatories, while the application is open for changes.")
        if not (typed_name.strip() and title.strip() and has_authority):
            raise NotReady("Type your name and title, and confirm that you may sign for the practice.")
        if text not in [asked for asked, _ in application.agreements]:
            raise NotReady("A newer version of this agreement is in force. Read and sign that one.")
        touch(application, by)
        return Signature.objects.standing().get_or_create(
            application=application,
            text=text,
            defaults={
                "signed_by": by,
                "typed_name": typed_name.strip(),
                "title": title.strip(),
                "has_authority": True,
                "signed_at": clock.now(),
                "ip_address": ip_address,
                "sha256": text.digest,
            },
        )[0]


def choose_edition(application, edition, *, by, seen=None):
    """While two editions are on offer, the practice says which one it wants to be judged by.

    seen: the edition that stood when the page was opened. When somebody chose another one since, that one stands and
    is handed back.
    """
    with transaction.atomic():
        application = held_for_filling(application, by)
        if application.edition or edition not in application.editions_offered():
            raise NotReady("This edition of the standards cannot be chosen for this application any more.")
        standing = application.judged_by()
        if seen is not None and standing not in (seen, edition):
            return standing
        Application.objects.filter(pk=application.pk).update(chosen_edition=edition)
        touch(application, by)
        return None


def start_over(application, *, by) -> None:
    """Empty every answer of a draft. What was there stays in the record; signatures, files and payments stand."""
    with transaction.atomic():
        application = held_for_filling(application, by)
        if application.submitted_on:
            raise NotReady("This application was sent before. Change what was asked for instead of starting over.")
        for step in STEPS:
            for topic in application.topics(step.slug):
                given = application.answers.current().filter(topic=topic.slug).exclude(value="")
                names = dict.fromkeys(given.values_list("name", flat=True), "")
                if names:
                    write(application, topic, names, revision_of(application, topic) + 1, by)
        touch(application, by)


def hand_in_proof(application, topic, *, by, file):
    """A document that shows what the page's answers say; it is checked before anybody can open it."""
    with transaction.atomic():
        application = held_for_filling(application, by, step_with(application, topic))
        touch(application, by)
        return receive(file, subject=application, by=by, purpose=topic.proof.purpose)


def reply_to_return(application, step: str, *, by, reply: str, question: str = "", seen: str = "") -> None:
    """The practice answers what came back: what was changed, or why not. Until it is sent the answer can be changed.

    seen: the answer that stood there when the page was opened; another one in between is not overwritten.
    """
    with transaction.atomic():
        application = held_for_filling(application, by, step)
        asked = application.returned_last.filter(step=step, question=question).last()
        if asked is None or clean(asked.reply) not in (clean(seen), clean(reply).strip()):
            raise NotReady("This was answered already." if asked else "Nothing of this kind came back.")
        if not reply.strip():
            raise NotReady("Answer QCP staff: say what you changed, or why not.")
        asked.reply, asked.replied_by, asked.replied_at = clean(reply).strip(), by, clock.now()
        asked.save(update_fields=["reply", "replied_by", "replied_at"])
        touch(application, by)
