"""Where the field page sends what it has kept, and hears how the answers stand."""

from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token

from qcp import clock
from qcp.web.bodies import body_of
from qcp.web.pages import form_page, page

from ..actions import sync as taking_in
from ..forms import sync as forms
from ..queries.changes import changed_since, until
from ..queries.sheet import Sheet
from .surveyor import own_survey


@form_page
def sync(request, pk):
    """One receipt for each change, and every answer that has changed since the device last heard.

    Reading gives a new token, for a page that was opened before its surveyor signed in again.
    """
    survey = own_survey(request, pk)
    if request.method != "POST":
        return JsonResponse({"token": get_token(request)})
    try:
        log = forms.read(body_of(request))
    except ValidationError as error:
        return JsonResponse({"problem": " ".join(error.messages)}, status=422)
    receipts = taking_in.receive(survey, log.sent, by=request.user, device=log.device, skew_seconds=log.skew_seconds)
    return JsonResponse(
        {
            "receipts": [asdict(each) for each in (*receipts, *log.refused)],
            "answers": changed_since(survey, log.since),
            "until": until(survey),
            "progress": str(Sheet(survey).progress),
            "received_at": clock.now().isoformat(),
        }
    )


@login_not_required
@page
def worker(request):
    """The script that keeps pages on the tablet. It is served from /field/, for it rules its own folder only.

    Switched off, another one takes its place at the next load, and takes away the kept pages and itself.
    """
    script = "worker" if settings.FIELD_OFFLINE else "retired"
    answer = HttpResponse(Path(finders.find(f"js/field/{script}.js")).read_bytes(), content_type="text/javascript")
    answer["Cache-Control"] = "no-cache"  # a new one replaces the old at the next visit
    return answer
