"""The QCP staff's desk: 404 for anyone but staff and managers, recorded moves instead of edits."""

from functools import update_wrapper

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect


class Desk(AdminSite):
    site_header = "QCP staff desk"
    site_title = "QCP desk"
    index_title = "What needs the office now"
    index_template = "admin/desk_index.html"
    site_url = "/home/"
    enable_nav_sidebar = False

    def has_permission(self, request):
        return request.user.is_authenticated and request.user.is_active and request.user.is_staff

    def admin_view(self, view, cacheable=False):
        """Absent for everyone else: the desk does not even say that it exists."""

        def inner(request, *args, **kwargs):
            if not self.has_permission(request):
                raise Http404
            return view(request, *args, **kwargs)

        guarded = csrf_protect(inner) if not getattr(view, "csrf_exempt", False) else inner
        return login_not_required(update_wrapper(guarded if cacheable else never_cache(guarded), view))

    def get_urls(self):
        """Without the admin's own doors: one signs in, out and changes passwords in the portal."""
        closed = {"login", "logout", "password_change", "password_change_done"}
        urls = [url for url in super().get_urls() if getattr(url, "name", None) not in closed]
        return [path("logout/", self.admin_view(self.portal_sign_out), name="logout"), *urls]

    def portal_sign_out(self, request):
        raise Http404
