"""The QCP staff's desk: 404 for anyone but staff and managers, recorded moves instead of edits."""

from functools import partial, update_wrapper

from django.contrib.admin import AdminSite
from django.http import Http404
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from qcp.web.queues import listings, queues_for

from .cases import timeline
from .hands import hand_over, hold_case
from .models import SavedView
from .views import drop_view, save_view


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

        return update_wrapper(csrf_protect(inner) if cacheable else never_cache(csrf_protect(inner)), view)

    def get_urls(self):
        """Without the admin's own doors: one signs in, out and changes passwords in the portal."""
        doors = {"login", "logout", "password_change", "password_change_done"}
        whole = self.admin_view(partial(timeline, site=self))
        own = [
            path("cases/<uuid:pk>/timeline/", whole, name="case-timeline"),
            path("cases/<uuid:pk>/holder/", self.admin_view(hold_case), name="hold-case"),
            path("people/<uuid:pk>/hand-over/", self.admin_view(partial(hand_over, site=self)), name="hand-over"),
            path("views/", self.admin_view(save_view), name="save-view"),
            path("views/<int:pk>/drop/", self.admin_view(drop_view), name="drop-view"),
        ]
        return [*own, *(url for url in super().get_urls() if getattr(url, "name", None) not in doors)]

    def each_context(self, request):
        return {**super().each_context(request), "site_url": self.site_url}

    def index(self, request, extra_context=None):
        """The same queues as at home: each number is the length of the list that it leads to."""
        waiting = listings(queues_for(request.user), request.user)
        views = SavedView.objects.visible_to(request.user).for_list()
        return super().index(request, {"listings": waiting, "views": views, **(extra_context or {})})
