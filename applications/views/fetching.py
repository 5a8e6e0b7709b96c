"""How every page of an application begins and ends: fetched as the person may see it, left with a redirect."""

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, resolve_url

from applications.models import Application
from applications.steps import BY_SLUG


class SeeOther(HttpResponseRedirect):
    """After a POST: go and read the result there. Back and reload then do nothing twice."""

    status_code = 303


def see_other(to, *args) -> SeeOther:
    return SeeOther(resolve_url(to, *args))


def visible_application(request, pk) -> Application:
    """The application, or 404 for whoever may not see it."""
    return get_object_or_404(Application.objects.visible_to(request.user).for_list(), pk=pk)


def with_invoices(request, pk) -> Application:
    """The same for pages that tell of all six steps: the invoices of the fee are asked for again and again."""
    application = visible_application(request, pk)
    prefetch_related_objects([application], "invoices")
    return application


def step_of(slug: str):
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]


def topic_of(application, step, slug: str):
    """One page of questions of a step."""
    topic = next((each for each in application.topics(step.slug) if each.slug == slug), None)
    if topic is None:
        raise Http404
    return topic


def crumbs(application) -> list[tuple[str, str]]:
    return [("Home", resolve_url("web:home")), (f"Application {application.reference}", application.get_absolute_url())]
