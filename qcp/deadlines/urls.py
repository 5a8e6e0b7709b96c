from django.urls import path

from . import views

app_name = "deadlines"

urlpatterns = [
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/<str:token>.ics", views.feed, name="feed"),
    path("deadlines/<uuid:pk>/", views.why, name="why"),
]
