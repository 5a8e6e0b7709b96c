"""The yardstick: a page of Django alone, with one question to an index and fifty rows."""

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
]
ROWS = """<!doctype html><html lang="en"><title>Bare</title><h1>Bare</h1><table>{% for each in rows %}
<tr><td>{{ each.number }}</td><td>{{ each.state }}</td><td>{{ each.opened_at }}</td></tr>{% endfor %}</table></html>"""


def rows(request):
    template = engines["django"].from_string(ROWS)
    return HttpResponse(template.render({"rows": Application.objects.order_by("number")[:50]}, request))


urlpatterns = [path("bare/", rows)]
