"""The one writer beside the pages for the access log: a page itself never writes."""

from qcp.accounts.models import Role

from . import openings


class AccessRecorder:
    """After an answer was made, and before it leaves, notes what it shows of a practice, and what is taken along.

    What people of practices take along is noted, what they look at is not. Without its line nothing leaves.
    A page that shows a list says so: `request.shown_list = (title, number of rows)`.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        taken = is_attachment(response)
        if self.is_noted(request, response, taken):
            try:
                note(request, taken)
            except BaseException:
                response.close()
                raise
        return response

    def is_noted(self, request, response, taken: bool) -> bool:
        """What a browser fetches ahead counts as well; a form that answers with a page shows nothing of its own."""
        if response.status_code != 200 or not request.resolver_match or not request.user.is_authenticated:
            return False
        return taken or (request.method == "GET" and request.user.role != Role.PRACTICE)


def note(request, taken: bool) -> None:
    openings.note(request.resolver_match, request.user, downloaded=taken, through=request.viewing)
    if shown := getattr(request, "shown_list", None):
        openings.note_list(request.user, shown, request.get_full_path(), downloaded=taken)


def is_attachment(response) -> bool:
    return response.headers.get("Content-Disposition", "").startswith("attachment")
