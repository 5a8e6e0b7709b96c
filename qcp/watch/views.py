"""What a monitoring system reads."""

import hmac

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST

from qcp.web.pages import page

from . import metrics as figures


@login_not_required
@page
def metrics(request):
    """Figures without names, for whoever has the token."""
    if not has_token(request):
        raise Http404
    return HttpResponse(figures.page(), content_type=CONTENT_TYPE_LATEST)


def has_token(request) -> bool:
    """The embedded portal serves one machine and asks for none; in production no token set means nobody."""
    if settings.EMBEDDED:
        return True
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(settings.METRICS_TOKEN) and hmac.compare_digest(given.encode(), settings.METRICS_TOKEN.encode())
