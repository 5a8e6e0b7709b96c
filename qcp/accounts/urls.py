from django.urls import path

from . import views

app_name = "accounts"

urlpatterns = [
    path("accounts/me/", views.me, name="me"),
    path("invitations/", views.invitations, name="invitations"),
    path("invitations/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("invitations/<str:token>/", views.invitation, name="invitation"),
]
