from django.urls import path

from . import views

app_name = "access"

urlpatterns = [
    path("conflicts/<uuid:pk>/", views.conflict, name="conflict"),
    path("view-as/<uuid:pk>/", views.view_as, name="view-as"),
    path("view-as/end/", views.view_as_end, name="view-as-end"),
]
