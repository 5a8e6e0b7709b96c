"""The words of the program's letters: what is in force, how it reads with the facts of a real letter, new words."""

from typing import Any

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render

from qcp.notices import editions, letters
from qcp.notices.forms import WordingForm
from qcp.notices.models import Edition, Message
from qcp.notices.registry import NOTICES, Notice
from qcp.web.forms import render_form
from qcp.web.pages import button, form_page, outcome, page

EXAMPLES = 10


def fetch(key) -> Notice:
    if key not in NOTICES:
        raise Http404
    return NOTICES[key]


@page
def wordings(request):
    """Every kind of letter with its subject and whose words it has."""
    numbers: dict[str, Edition] = {}
    for edition in Edition.objects.select_related("by").order_by("number"):
        numbers[edition.key] = edition
    outdated = {edition.key for edition in editions.no_longer_fitting(NOTICES)}
    kinds = [
        {"key": key, "subject": NOTICES[key].words.texts["subject"], "edition": numbers.get(key)}
        for key in sorted(NOTICES)
    ]
    return render(request, "notices/wordings.html", {"kinds": kinds, "outdated": outdated})


@form_page
def wording(request, key):
    """Read, try with the facts of a real letter, put in force."""
    notice = fetch(key)
    return rewriting(request, notice, "notices/wording.html", lambda texts: seen(request, notice, texts))


def rewriting(request, kind, template: str, seen):
    """The page on which the words of a kind of letter are written anew. seen: a real letter in these words."""
    now, trying = editions.in_force(kind), "try" in request.POST
    after = editions.latest_number(kind)
    form = WordingForm(request.POST or None, words=kind.words, texts=now.texts, after=after, trying=trying)
    passed = request.method == "POST" and form.is_valid()
    if passed and not trying and put_in_force(request, kind, form):
        return redirect(request.path)
    context = {"kind": kind, "now": now, "after": after, "trying": trying, "editions": Edition.objects.of(kind.key)}
    context |= seen(form.texts if passed else now.texts)
    failed = request.method == "POST" and not (trying and passed)
    return render_form(request, template, context, form, failed=failed)


def put_in_force(request, kind, form: WordingForm) -> bool:
    typed = form.cleaned_data
    with outcome(request, success="In force for every letter written from now on.") as done:
        editions.rewrite(kind, form.texts, by=request.user, note=typed["note"], after=typed["after"])
    return bool(done)


def chosen_of(request, letters) -> tuple[list, Any]:
    """The latest letters, and the one among them that was asked for, else the latest."""
    examples = list(letters[:EXAMPLES])
    asked = request.POST.get("example") or request.GET.get("example")
    return examples, next((each for each in examples if str(each.pk) == asked), examples[0] if examples else None)


@button
def restore(request, key):
    notice = fetch(key)
    with outcome(request, success="The shipped words are in force again."):
        editions.restore_shipped(notice, by=request.user, after=request.POST.get("after", ""))
    return redirect("notices:wording", key)


def seen(request, notice: Notice, texts: dict[str, str]) -> dict:
    """A real letter of this kind in these words, and the others that can be chosen as the example."""
    written = Message.objects.for_office(request.user).filter(notice=notice.key).exclude(facts={})
    examples, example = chosen_of(request, written.order_by("-created_at", "pk"))
    if example is None:
        return {"examples": [], "example": None}
    context = {"url": f"{settings.BASE_URL}{example.url}", "user": example.recipient}
    subject, body = letters.put(texts, example.facts, context)
    return {"examples": examples, "example": example, "subject": subject, "body": body}
