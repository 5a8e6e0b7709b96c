"""The first half of the access table at work: a role that no relation of the row can hold gets 404 at once."""

from django.http import Http404, HttpResponseNotAllowed

from .table import row_of

ANSWERED = ("GET", "HEAD", "POST")


class AccessMiddleware:
    """The second half, the object itself, is asked by the view through `visible_to(user)`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        row = row_of(request.resolver_match)
        if row is None:
            raise Http404(f"No row in the access table for {request.resolver_match.view_name!r}.")
        if request.method in ANSWERED and not row.relations(request.method):
            return HttpResponseNotAllowed([method for method in ANSWERED if row.relations(method)])
        anonymous = not request.user.is_authenticated
        if anonymous and not row.hidden:
            return None  # a public page answers, any other sends them to sign in
        if not row.admits("anonymous" if anonymous else request.user.role, request.method):
            raise Http404
        return None
