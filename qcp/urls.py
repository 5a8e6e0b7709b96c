"""Every address of the portal. Each app lists its own; public ids are UUIDs."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("accounts/", include("qcp.accounts.sign_in_urls")),
    path("admin/", admin.site.urls),
    path("", include("qcp.web.urls")),
    path("", include("qcp.watch.urls")),
    path("", include("qcp.accounts.urls")),
    path("", include("qcp.access.urls")),
    path("", include("qcp.deadlines.urls")),
    path("", include("qcp.notices.urls")),
    path("", include("qcp.documents.urls")),
    path("", include("practices.urls")),
    path("", include("applications.urls")),
    path("", include("surveys.urls")),
    path("", include("compliance.urls")),
    path("", include("compliance.api.urls")),
]

handler500 = "qcp.web.views.errors.went_wrong"
