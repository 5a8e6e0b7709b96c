"""One log line for each request: which page, for what kind of visitor, with which answer, how long it took."""

import logging
import time
import uuid

from structlog.contextvars import bound_contextvars

logger = logging.getLogger("qcp.requests")


class RequestLines:
    """Every line logged on the way carries the same `request` number, which also goes back in the answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        number = uuid.uuid4().hex[:12]
        began = time.perf_counter()
        with bound_contextvars(request=number):
            response = self.get_response(request)
            logger.info("answered", extra=facts(request, response, began))
        response["X-Request-Number"] = number
        return response


def facts(request, response, began: float) -> dict:
    match = request.resolver_match
    return {
        "method": request.method,
        "page": match.view_name if match else "none",
        "role": getattr(getattr(request, "user", None), "role", "") or "visitor",
        "status": response.status_code,
        "ms": round(1000 * (time.perf_counter() - began)),
    }
