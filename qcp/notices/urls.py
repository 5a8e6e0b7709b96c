from django.urls import path

from .views import inbox, office, outbox, wordings

app_name = "notices"

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/how/", inbox.how, name="how"),
    path("inbox/<uuid:pk>/", inbox.message, name="message"),
    path("undelivered/<uuid:pk>/", office.undelivered, name="undelivered"),
    path("undelivered/<uuid:pk>/send-again/", office.send_again, name="send_again"),
    path("undelivered/<uuid:pk>/settle/", office.settle, name="settle"),
    path("wordings/", wordings.wordings, name="wordings"),
    path("wordings/<str:key>/", wordings.wording, name="wording"),
    path("wordings/<str:key>/restore/", wordings.restore, name="restore"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<str:reference>/", outbox.mail, name="mail"),
]
