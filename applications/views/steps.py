"""The pages on which the six steps are filled in."""

from django.shortcuts import render

from applications import policies
from applications.actions import filling
from applications.forms.signing import ReplyForm
from applications.forms.topic import TopicForm
from applications.models import Application
from applications.queries.standards import applicable
from qcp.web.forms import render_form
from qcp.web.pages import button, form_page, outcome

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


def about_step(application, step, user) -> dict:
    """What every page of a step shows."""
    return {
        "application": application,
        "step": step,
        "heading": step.title,
        "crumbs": crumbs(application),
        "may_edit": policies.may_edit(application, user),
        "returned": application.open_returns.get(step.slug),
        "reply_form": ReplyForm(prefix="answer"),
        "gaps": step.gaps(application),
        "standards": len(applicable(application)) if step.slug == "questionnaire" else None,
        "topics": [(topic, list(topic.found(application.facts))) for topic in application.topics(step.slug)],
    }


def topic_page(request, application, step, topic):
    """Questions with what was typed so far; for those who may only read, the answers."""
    if request.method == "POST":
        return save(request, application, step, topic)
    form = TopicForm(topic, application.facts, revision=filling.revision_of(application, topic))
    return show(request, application, step, topic, form)


def show(request, application, step, topic, form):
    context = about_step(application, step, request.user) | {
        "topic": topic,
        "heading": topic.title,
        "items": topic.items(application.facts),
        "next": "check" if request.GET.get("next") == "check" else "",
    }
    return render_form(request, "applications/step.html", context, form)


def save(request, application, step, topic):
    """Keep everything first; then say what is wrong, or go on."""
    form = TopicForm(topic, application.facts, request.POST)
    asked_before = {item.name for item in form.items}
    with outcome(request) as result:
        saved = filling.save_answers(application, topic, form.to_save(), by=request.user, revision=form.based_on())
    if not result:
        return see_other(application)
    clashes = saved.clashes | still_undecided(application, form)
    application = visible_application(request, application.pk)
    if clashes:
        form.show_clashes(clashes, saved.revision)
        return show(request, application, step, topic, form)
    if "later" in request.POST:
        return leave(request, application)
    missing = {item.name for item, _ in topic.found(application.facts)}
    if missing & asked_before:
        return show(request, application, step, topic, bound_again(topic, application, request, saved.revision))
    return go_on(request, application, step, topic, opened=bool(missing))


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


def go_on(request, application: Application, step, topic, *, opened: bool):
    """To questions that this save has opened, else back to the check page, else to the next page that lacks any."""
    here = ("applications:step", application.pk, step.slug)
    if opened:
        return see_other(*(here if topic.slug == step.slug else ("applications:topic", *here[1:], topic.slug)))
    if request.GET.get("next") == "check":
        return see_other("applications:check", application.pk)
    pages = application.topics(step.slug)
    later = [page for page in pages[pages.index(topic) + 1 :] if any(page.found(application.facts))]
    if later:
        return see_other("applications:topic", application.pk, step.slug, later[0].slug)
    return see_other(application)


@button
def reply(request, pk, slug):
    """The practice answers a step that came back."""
    application, step = visible_application(request, pk), step_of(slug)
    form = ReplyForm(request.POST, prefix="answer")
    if not form.is_valid():
        context = about_step(application, step, request.user) | {"reply_form": form}
        return render_form(request, "applications/reply.html", context)
    with outcome(request, success="Your answer is kept. It is sent with the application."):
        filling.reply_to_return(application, slug, by=request.user, reply=form.cleaned_data["reply"])
    return see_other("applications:step", pk, slug)
