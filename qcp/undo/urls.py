from django.urls import path

from . import views

app_name = "undo"

urlpatterns = [path("held/<uuid:pk>/", views.held, name="held")]
