from django.urls import path

from . import views

app_name = "accounts"

urlpatterns = [
    path("accounts/me/", views.me, name="me"),
    path("accounts/people/", views.people, name="people"),
    path("accounts/people/<uuid:pk>/close/", views.close, name="close"),
    path("accounts/people/<uuid:pk>/reopen/", views.reopen, name="reopen"),
    path("invitations/", views.invitations, name="invitations"),
    path("invitations/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("invitations/<str:token>/", views.invitation, name="invitation"),
]
