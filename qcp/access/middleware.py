"""The first half of the access table at work: a role that no relation of the row can hold gets 404 at once."""

from django.http import Http404

from .table import row_of


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
        role = request.user.role if request.user.is_authenticated else "anonymous"
        methods = {"GET": row.get, "POST": row.post}
        if methods.get(request.method) and not row.admits(role, request.method) and role != "anonymous":
            raise Http404
