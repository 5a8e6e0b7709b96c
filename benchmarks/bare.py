"""The yardstick: a page of Django alone, with one question to an index and fifty rows, on the portal's own stack.

Same process, database, template engine and person signed in; of the middleware only what every Django project has.
"""

from functools import cache

from django.http import HttpResponse
from django.template import engines
from django.urls import path

from applications.models import Application

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "benchmarks.bare.only_this_page",
]
ROWS = """<!doctype html><html lang="en"><title>Bare</title><h1>Bare</h1><p>{{ request.user }}</p>
<table>{% for each in rows %}<tr><td>{{ each.number }}</td><td>{{ each.kind }}</td><td>{{ each.state }}</td>
<td>{{ each.opened_at }}</td><td>{{ each.submitted_on }}</td><td>{{ each.pending_on }}</td></tr>{% endfor %}
</table></html>"""


def only_this_page(get_response):
    """Addresses are looked up here, not in the portal's table."""

    def answer(request):
        request.urlconf = __name__
        return get_response(request)

    return answer


@cache
def template():
    return engines["django"].from_string(ROWS)


def rows(request):
    return HttpResponse(template().render({"rows": Application.objects.order_by("number")[:50]}, request))


urlpatterns = [path("bare/", rows)]
