"""Three kinds of pages: `@page` reads, `@form_page` reads and writes, `@button` acts. A GET never writes."""

from collections.abc import Callable
from contextlib import contextmanager
from functools import partial, wraps

from django.contrib import messages
from django.db import connection, transaction
from django.views.decorators.http import require_http_methods
from django_fsm import ConcurrentTransition

from qcp.web.oneshot import once
from qcp.workflow.refusals import Refused

CHANGED_MEANWHILE = "Someone has just changed this. Open the page again to see how it stands."
READING = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA", "EXPLAIN", "SET ")


def kind_of_page(reads: tuple[str, ...] = (), writes: tuple[str, ...] = ()) -> Callable:
    def decorate(view):
        @require_http_methods([*reads, *writes])
        @wraps(view)
        def wrapped(request, *args, **kwargs):
            if request.method in writes:
                return once(request, partial(view, request, *args, **kwargs))
            with connection.execute_wrapper(only_reading):
                return view(request, *args, **kwargs)

        return wrapped

    return decorate


def only_reading(execute, sql, params, many, context):
    if not sql.lstrip(" (\n\t").upper().startswith(READING):
        raise RuntimeError(f"A GET request tried to write: {sql[:80]}")
    return execute(sql, params, many, context)


page = kind_of_page(reads=("GET", "HEAD"))
form_page = kind_of_page(reads=("GET", "HEAD"), writes=("POST",))
button = kind_of_page(writes=("POST",))


class Outcome:
    """Did the act inside `outcome()` happen? Truthy when it did."""

    def __init__(self):
        self.done = True
        self.problems: list[str] = []

    def __bool__(self):
        return self.done


@contextmanager
def outcome(request, success: str = "", tell: bool = True):
    """Run an action; a refusal becomes messages in its own words, never an error page, and nothing is saved of it.

    tell=False: the page shows `problems` itself.
    """
    result = Outcome()
    try:
        with transaction.atomic():
            yield result
    except Refused as refusal:
        result.done, result.problems = False, refusal.problems
    except ConcurrentTransition:
        result.done, result.problems = False, [CHANGED_MEANWHILE]
    if result and success:
        messages.success(request, success)
    request.refused = not result
    for problem in result.problems if tell else ():
        messages.error(request, problem)
