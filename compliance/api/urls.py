"""The interface's addresses, each with what holds for all of them: no session, no writing by a GET, nothing kept."""

from functools import wraps

from django.db import connection
from django.shortcuts import redirect
from django.urls import path
from django.utils.cache import add_never_cache_headers

from qcp.web.pages import only_reading

from .interface import api


def dressed(view):
    @wraps(view, updated=())
    def wrapped(request, *args, **kwargs):
        if request.method == "HEAD":
            request.method = "GET"  # the server leaves the content out
        with connection.execute_wrapper(only_reading):
            response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        if response.status_code == 401:
            response["WWW-Authenticate"] = "Bearer"
        if response.status_code == 429:
            response["Retry-After"] = "60"
        return response

    wrapped.csrf_exempt = True
    wrapped.login_required = False
    return wrapped


def to_the_document(request):
    """Whoever opens the interface without more is led to what describes it."""
    return redirect("api:openapi-json")


found, application, namespace = api.urls
for each in found:
    each.callback = dressed(to_the_document if each.name == "api-root" else each.callback)

urlpatterns = [path("api/v1/", (found, application, namespace))]
