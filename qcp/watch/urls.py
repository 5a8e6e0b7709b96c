"""Where the portal is watched."""

from django.urls import path

from . import views

app_name = "watch"
urlpatterns = [path("metrics", views.metrics, name="metrics")]
