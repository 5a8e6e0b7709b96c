"""The same form sent twice has one effect, and both senders see the same result.

`{% hidden_keys %}` gives each rendered form a key of its own. `@form_page` and `@button` pass every POST through
`once()`: the fingerprint of what was sent is a unique row, written in the same transaction as the effect.
A double click, a reload or a second tab with the same form finds the row and goes where the first one went.
Another content under the same key (back, change, send) is another act. A refusal leaves no row.
"""

import hashlib
import uuid

from django.db import transaction
from django.shortcuts import redirect

from qcp import clock
from qcp.deadlines.lengths import add_days
from qcp.web.models import Sent

KEPT_DAYS = 7
FIELD = "form_key"


def new_key() -> str:
    return uuid.uuid4().hex


def once(request, act):
    """Answer with `act()`, or with a way to its earlier result. Forms without a key are simply answered."""
    if FIELD not in request.POST:
        return act()
    with transaction.atomic():
        row, is_first = Sent.objects.get_or_create(fingerprint=fingerprint(request), defaults={"led_to": ""})
        if not is_first:
            return redirect(row.led_to)
        response = act()
        if 300 <= response.status_code < 400 and not getattr(request, "refused", False):
            Sent.objects.filter(pk=row.pk).update(led_to=response.url)
        else:
            row.delete()
        return response


def fingerprint(request) -> str:
    """SHA-256 over who sent what where; the token against forgery is left out, since signing in renews it."""
    content = [str(request.user.pk), request.get_full_path()]
    for name, values in sorted(request.POST.lists()):
        content += [name, *values] if name != "csrfmiddlewaretoken" else []
    for name, files in sorted(request.FILES.lists()):
        content += [name, *(f"{each.name}/{each.size}" for each in files)]
    return hashlib.sha256("\0".join(content).encode()).hexdigest()


def forget() -> None:
    """Let go of what no open page can send again."""
    Sent.objects.filter(at__date__lt=add_days(clock.today(), -KEPT_DAYS)).delete()
