from django.urls import path

from .views import (
    calendar,
    calibration,
    detail,
    feedback,
    handing,
    papers,
    photos,
    room,
    roster,
    standards,
    surveyor,
    sync,
    worksheets,
)

app_name = "surveys"

urlpatterns = [
    path("surveys/me/", roster.me, name="me"),
    path("surveys/second/<uuid:pk>/", calibration.second_rating, name="second-rating"),
    path("surveys/calendar/", calendar.calendar, name="calendar"),
    path("surveys/<uuid:pk>/", detail.detail, name="detail"),
    path("surveys/<uuid:pk>/feedback/", feedback.feedback, name="feedback"),
    path("surveys/<uuid:pk>/standards/", standards.standards, name="standards"),
    path("surveys/<uuid:pk>/visits.ics", detail.calendar_entry, name="visits"),
    path("surveys/<uuid:pk>/documents/", room.documents, name="room"),
    path("surveys/<uuid:pk>/arrival/", room.arrival, name="arrival"),
    path("surveys/<uuid:pk>/conflict/", detail.step_off, name="step-off"),
    path("field/<uuid:pk>/", surveyor.findings, name="field"),
    path("field/worker.js", sync.worker, name="worker"),
    path("field/<uuid:pk>/sync", sync.sync, name="sync"),
    path("field/<uuid:pk>/choose/<uuid:finding>/", surveyor.choose, name="choose"),
    path("field/<uuid:pk>/check-out/", surveyor.check_out, name="check-out"),
    path("field/<uuid:pk>/charts/<uuid:visit>/<slug:kind>/", worksheets.charts, name="charts"),
    path("field/<uuid:pk>/worksheet.pdf", worksheets.on_paper, name="on-paper"),
    path("field/<uuid:pk>/policies/<uuid:document>/", papers.paper, name="paper"),
    path("field/unsent/", handing.on_this_tablet, name="unsent"),
    path("field/hand-over/", handing.hand_over, name="hand-over"),
    path("surveys/<uuid:pk>/unsent/", handing.of_survey, name="handovers"),
    path("unsent-work/<uuid:pk>/", handing.handover, name="handover"),
    path("field/<uuid:pk>/photos/", photos.photos, name="photos"),
    path("field/<uuid:pk>/photos/<uuid:photo>/whole/", photos.whole, name="photo-whole"),
    path("field/<uuid:pk>/photos/<uuid:photo>/remove/", photos.remove, name="photo-remove"),
    path("field/<uuid:pk>/sign/", surveyor.sign, name="sign"),
]
