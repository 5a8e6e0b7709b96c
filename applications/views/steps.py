"""The pages on which the six steps are filled in."""

from django.shortcuts import render

from applications import policies
from applications.actions import filling
from applications.forms.proof import ProofForm
from applications.forms.signing import ReplyForm
from applications.forms.topic import TopicForm
from applications.models import Application
from applications.queries import threads
from applications.queries.standards import applying
from applications.questions.kinds import WEEKDAYS
from applications.steps import BY_SLUG, STEPS
from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome

from .fetching import crumbs, see_other, step_of, topic_of, visible_application

SAVED = "Saved. Saving is not submitting: a signatory sends the application when all six steps are complete."


@form_page
def step(request, pk, slug):
    """A step with one page of questions shows it; one with several pages lists them."""
    application, step = visible_application(request, pk), step_of(slug)
    if slug in [topic.slug for topic in application.topics(slug)]:
        return topic_page(request, application, step, topic_of(application, step, slug))
    return render(request, f"applications/steps/{slug}.html", about_step(application, step, request.user))


@form_page
def topic(request, pk, slug, topic):
    """One page of questions of a step that has several."""
    application, step = visible_application(request, pk), step_of(slug)
    return topic_page(request, application, step, topic_of(application, step, topic))


def about_step(application, step, user, names=None) -> dict:
    """What every page of a step shows. names: the questions of one page of it."""
    return {
        "application": application,
        "step": step,
        "heading": step.title,
        "crumbs": crumbs(application),
        "may_edit": policies.may_edit_step(application, user, step.slug),
        "threads": talk(application, step, user, names),
        "gaps": step.gaps(application),
        "standards": applying(application) if step.slug == "questionnaire" else None,
        "topics": topics_with_gaps(application, step),
    }


def talk(application, step, user, names=None) -> list:
    """What came back of this step, each with the form to answer it where this person may.

    names: the questions of one page of the step; what concerns the step as a whole stands on each.
    """
    may = policies.may_edit_step(application, user, step.slug)
    found = threads.of_step(application, step.slug)
    latest = max((thread.last.returned_at for thread in found), default=None)
    return [
        (thread, ReplyForm.about(thread.last) if may and thread.last.returned_at == latest else None)
        for thread in found
        if names is None or not thread.question or thread.question in names
    ]


def topics_with_gaps(application, step) -> list:
    """Each page of the step with what is missing there."""
    gaps = step.gaps(application)
    return [(topic, [gap for gap in gaps if gap.topic == topic.slug]) for topic in application.topics(step.slug)]


def topic_page(request, application, step, topic):
    """Questions with what was typed so far; for those who may only read, the answers."""
    if request.method == "POST":
        return save(request, application, step, topic)
    form = TopicForm(topic, application.facts, revision=filling.revision_of(application, topic))
    return show(request, application, step, topic, form)


def show(request, application, step, topic, form):
    items = topic.items(application.facts)
    context = about_step(application, step, request.user, {item.name for item in items}) | {
        "topic": topic,
        "heading": topic.title,
        "items": items,
        "note": topic.note(application.facts) if topic.note else "",
        "treatment_days": days_in_words(application),
        "unread": application.previous if topic.slug in application.unread_topics else None,
        "next": "check" if request.GET.get("next") == "check" else "",
        **about_proof(application, topic),
    }
    return render_form(request, "applications/step.html", context, form)


def days_in_words(application) -> list[tuple]:
    """Each site that takes part, with its treatment days by name."""
    days = application.treatment_days()
    return [(site, ", ".join(WEEKDAYS[number] for number in sorted(numbers))) for site, numbers in days.items()]


def about_proof(application, topic) -> dict:
    """What was handed in as proof, and the form for more, where the page asks for it."""
    if not topic.proof or not topic.proof.asked(application.facts):
        return {}
    return {"proof": topic.proof, "proofs": application.proofs(topic), "proof_form": ProofForm(topic.proof)}


def save(request, application, step, topic):
    """Keep everything first; then say what is wrong, or go on."""
    form = TopicForm(topic, application.facts, request.POST)
    sent = {"revision": form.based_on(), "finished": "later" not in request.POST}
    with outcome(request) as result:
        saved = filling.save_answers(application, topic, form.to_save(), by=request.user, **sent)
    if not result:
        return see_other(application)
    clashes = saved.clashes | still_undecided(application, form)
    if "later" in request.POST and not clashes:
        return leave(request, application)
    open_before = missing_names(application)
    application = visible_application(request, application.pk)
    if clashes:
        form.show_clashes(clashes, saved.revision)
        return show(request, application, step, topic, form)
    if topic.refused(application.facts):
        return see_other("applications:not-eligible", application.pk)
    asked_before = {item.name for item in form.items}
    if {item.name for item, _ in topic.found(application.facts)} & asked_before:
        return show(request, application, step, topic, bound_again(topic, application, request, saved.revision))
    return go_on(request, application, step, topic, opened=missing_names(application) - open_before - asked_before)


def missing_names(application) -> set[str]:
    """Every question of the application that still lacks a good answer."""
    pages = [topic for slug in BY_SLUG for topic in application.topics(slug)]
    return {item.name for topic in pages for item, _ in topic.found(application.facts)}


def still_undecided(application, form) -> dict:
    """The other person's answers, for questions nobody chose between yet."""
    names = form.undecided()
    return {answer.name: answer for answer in application.answers.current().filter(name__in=names).for_list()}


def bound_again(topic, application, request, revision: int) -> TopicForm:
    """The page as it was typed, on top of what is kept now."""
    data = request.POST.copy()
    data["revision"], data["clashes"] = str(revision), ""
    return TopicForm(topic, application.facts, data)


def leave(request, application):
    with outcome(request, success=SAVED):
        pass
    return see_other(application)


def go_on(request, application: Application, step, topic, *, opened: set[str]):
    """To questions that this save has opened, else back to the check page, else to the next page that lacks any."""
    checking = request.GET.get("next") == "check"
    here = {item.name for item in topic.items(application.facts)}
    if opened & here:
        return see_page(application, step, topic, checking)
    elsewhere = page_of(application, opened) if checking and opened else None
    if elsewhere:
        return see_page(application, *elsewhere, checking)
    if checking:
        return see_other("applications:check", application.pk)
    pages = application.topics(step.slug)
    later = [page for page in pages[pages.index(topic) + 1 :] if any(page.found(application.facts))]
    return see_page(application, step, later[0]) if later else see_other(application)


def page_of(application, names: set[str]):
    """The first page that asks one of these questions, with its step."""
    pages = [(step, topic) for step in STEPS for topic in application.topics(step.slug)]
    return next((page for page in pages if names & {item.name for item in page[1].items(application.facts)}), None)


def see_page(application, step, topic, checking: bool = False):
    """To one page of questions; from the check page, on the way back to it."""
    is_single = topic.slug == step.slug
    here = ("applications:step" if is_single else "applications:topic", application.pk, step.slug)
    response = see_other(*here, *([] if is_single else [topic.slug]))
    response["Location"] += "?next=check" if checking else ""
    return response
