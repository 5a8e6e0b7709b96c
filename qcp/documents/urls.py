from django.urls import path

from . import views

app_name = "documents"

urlpatterns = [
    path("files/<uuid:pk>/", views.file, name="file"),
    path("letters/<uuid:pk>.pdf", views.letter, name="letter"),
]
