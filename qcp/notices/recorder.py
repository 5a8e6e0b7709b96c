"""The one writer beside the pages: after a letter was shown to its reader, its first view is noted.

A page itself never writes; this runs after the answer is made, in a transaction of its own.
"""

from . import receipts


class FirstViewRecorder:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        match = request.resolver_match
        if match and match.view_name == "notices:message" and self.was_read(request, response):
            receipts.viewed(match.kwargs["pk"], request.user)
        return response

    def was_read(self, request, response) -> bool:
        """Shown whole, and not merely fetched ahead by a browser."""
        ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
        return request.method == "GET" and response.status_code == 200 and not ahead
