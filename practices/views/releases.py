"""To whom the practice's status goes, what exactly goes, and everything that went."""

import json

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render

from qcp import clock
from qcp.web.forms import render_form
from qcp.web.groups import in_words
from qcp.web.pages import button, form_page, outcome, page

from .. import policies, release_terms
from ..actions import releasing as actions
from ..forms.releasing import ReleaseForm
from ..models import Disclosure, Practice, Recipient, Release
from ..models.release import canonical, digest_of
from ..queries.status import payload_of
from ..statements import facts_of

LINES = 50


@page
def releases(request, pk):
    """Everything about one practice's releases; the log below, newest first."""
    practice = get_object_or_404(Practice.objects.visible_to(request.user), pk=pk)
    consents = Release.objects.visible_to(request.user).filter(practice=practice).for_list()
    log = Disclosure.objects.visible_to(request.user).filter(practice=practice).for_list()
    context = {
        "practice": practice,
        "standing": [each for each in consents if each.is_in_force],
        "revoked": [each for each in consents if not each.is_in_force],
        "recipients": to_choose(practice),
        "may_release": policies.may_release(practice, request.user),
        "log": Paginator(log, LINES).get_page(request.GET.get("page")),
    }
    return render(request, "practices/releases.html", context)


def to_choose(practice) -> list:
    """Recipients to which nothing goes yet, each with how many practices chose it, if that is not a small group."""
    chosen = practice.releases.filter(revoked_at=None).values("recipient")
    others = Recipient.objects.open().exclude(pk__in=chosen).order_by("name")
    counted = others.annotate(chosen_by=Count("releases", filter=Q(releases__revoked_at=None)))
    return [(each, in_words(each.chosen_by, "practice", "practices")) for each in counted]


@form_page
def release(request, pk, recipient):
    """The exact payload and the text, then the signatory's consent."""
    practice = get_object_or_404(Practice.objects.visible_to(request.user), pk=pk)
    recipient = get_object_or_404(Recipient.objects.visible_to(request.user).open(), pk=recipient)
    if practice.releases.filter(recipient=recipient, revoked_at=None).exists():
        return redirect("practices:releases", practice.pk)
    terms, payload = release_terms.in_force(clock.today()), payload_of(practice)
    now = {"seen": digest_of(canonical(payload)), "terms_version": terms.version}
    form = ReleaseForm(request.POST if request.method == "POST" else None, initial=now)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success=f"Your certification status now goes to {recipient}.") as done:
            actions.give(practice, recipient, by=request.user, **form.consent())
        if done:
            return redirect("practices:releases", practice.pk)
        form = ReleaseForm(initial={**form.cleaned_data, "agree": False, **now})
    context = {"practice": practice, "recipient": recipient, "terms": terms, "exactly": exact(payload)}
    context |= {"facts": facts_of(payload), "may_release": policies.may_release(practice, request.user)}
    return render_form(request, "practices/release.html", context, form)


def exact(payload: dict) -> str:
    """As it goes, with line breaks for the eye."""
    return json.dumps(payload, indent=2, sort_keys=True, ensure_ascii=False)


@button
def revoke(request, pk):
    release = get_object_or_404(Release.objects.visible_to(request.user).for_list(), pk=pk)
    with outcome(request, success=f"From now on nothing more goes to {release.recipient}."):
        actions.revoke(release, by=request.user)
    return redirect("practices:releases", release.practice_id)


@page
def disclosure(request, pk):
    """One line of the log, with the exact words that left."""
    log = Disclosure.objects.visible_to(request.user).select_related("practice", "recipient", "release", "payload")
    found = get_object_or_404(log, pk=pk)
    payload = json.loads(found.payload.text)
    context = {"disclosure": found, "facts": facts_of(payload), "exactly": exact(payload)}
    return render(request, "practices/disclosure.html", context)
