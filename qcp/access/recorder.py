"""The one writer beside the pages for the access log: a page itself never writes."""

from qcp.accounts.models import Role

from . import openings


class AccessRecorder:
    """After an answer was made for somebody from outside the practices, notes whose record it showed.

    A page that shows a list says so: `request.shown_list = (title, number of rows)`.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.resolver_match and self.was_shown(request, response):
            openings.note(
                request.resolver_match, request.user, downloaded=not is_page(response), through=request.viewing
            )
            if shown := getattr(request, "shown_list", None):
                where = request.get_full_path()
                openings.note_list(request.user, shown, where, downloaded=not is_page(response))
        return response

    def was_shown(self, request, response) -> bool:
        """Shown to somebody whose role is not 'practice'; what a browser fetches ahead is shown, too."""
        shown = request.method == "GET" and response.status_code == 200
        return shown and request.user.is_authenticated and request.user.role != Role.PRACTICE


def is_page(response) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")
