from django.urls import path

from . import views

app_name = "access"

urlpatterns = [path("conflicts/<uuid:pk>/", views.conflict, name="conflict")]
