from django.urls import path

from .views import access_log, changes, council, figures, members, practice, releases, scores, waivers, webinars

app_name = "practices"

urlpatterns = [
    path("practices/<uuid:pk>/", practice.detail, name="detail"),
    path("practices/<uuid:pk>/members/", members.members, name="members"),
    path("practices/<uuid:pk>/members/hand-over/", members.hand_over, name="hand-over"),
    path("practices/<uuid:pk>/invitations/<uuid:invitation>/", members.invitation, name="invitation"),
    path("handovers/<uuid:pk>/", members.answer, name="handover"),
    path("members/<uuid:pk>/", members.change, name="member"),
    path("practices/<uuid:pk>/access-log/", access_log.access_log, name="access-log"),
    path("practices/<uuid:pk>/releases/", releases.releases, name="releases"),
    path("practices/<uuid:pk>/releases/<uuid:recipient>/", releases.release, name="release"),
    path("releases/<uuid:pk>/revoke/", releases.revoke, name="revoke-release"),
    path("disclosures/<uuid:pk>/", releases.disclosure, name="disclosure"),
    path("practices/<uuid:pk>/changes/", changes.changes, name="changes"),
    path("practices/<uuid:pk>/changes/<slug:kind>/", changes.report, name="report-change"),
    path("changes/<uuid:pk>/", changes.change, name="change"),
    path("site-outcomes/<uuid:pk>/settle/", changes.settle, name="settle-site"),
    path("practices/<uuid:pk>/scores/", scores.scores, name="scores"),
    path("practices/<uuid:pk>/scores/open/<uuid:round>/", scores.open_round, name="open-scores"),
    path("scores/<uuid:pk>/", scores.score, name="score"),
    path("scores/<uuid:pk>/figures/", figures.enter, name="figures"),
    path("scores/<uuid:pk>/figures/autosave/", figures.autosave, name="figures-autosave"),
    path("scores/<uuid:pk>/report/", scores.attach_report, name="score-report"),
    path("practices/<uuid:pk>/waivers/", waivers.waivers, name="waivers"),
    path("scores/<uuid:pk>/waiver/", waivers.ask, name="ask-waiver"),
    path("waivers/<uuid:pk>/", waivers.waiver, name="waiver"),
    path("waivers/<uuid:pk>/evidence/", waivers.evidence, name="waiver-evidence"),
    path("waivers/<uuid:pk>/withdraw/", waivers.withdraw, name="withdraw-waiver"),
    path("waivers/<uuid:pk>/propose/", council.propose, name="propose-grant"),
    path("waivers/<uuid:pk>/not-confirmed/", council.refuse, name="refuse-grant"),
    path("waivers/<uuid:pk>/step-off/", council.step_off, name="leave-waiver"),
    path("webinars/<uuid:pk>/attendance/", webinars.attendance, name="attendance"),
    path("webinars/", webinars.webinars, name="webinars"),
    path("practices/<uuid:pk>/webinars/<uuid:session>/watched/", webinars.watched, name="watched"),
]
