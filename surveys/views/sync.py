"""Where the field page sends what it has kept, and hears how the answers stand."""

from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.http import JsonResponse

from qcp import clock
from qcp.web.pages import button

from ..actions import sync as taking_in
from ..forms import sync as forms
from ..queries.changes import changed_since, until
from ..queries.sheet import Sheet
from .surveyor import own_survey


@button
def sync(request, pk):
    """One receipt for each change, and every answer that has changed since the device last heard."""
    survey = own_survey(request, pk)
    try:
        log = forms.read(request.body)
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
