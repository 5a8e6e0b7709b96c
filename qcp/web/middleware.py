"""What goes with every answer to somebody who is signed in."""

from django.conf import settings
from django.utils.cache import add_never_cache_headers


class PrivatePages:
    """The browser keeps none of these pages: Back and the next user never see what was true before."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response
