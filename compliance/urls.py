from django.urls import path

from .views import appeals, certifications, decisions, naming, plans, public, reports, reviewer

app_name = "compliance"

urlpatterns = [
    path("reports/<uuid:pk>/", reports.report, name="report"),
    path("reports/<uuid:pk>.pdf", reports.report_pdf, name="report_pdf"),
    path("reports/<uuid:pk>.xlsx", reports.report_sheet, name="report_sheet"),
    path("reports/<uuid:pk>/assess/", reviewer.assess, name="assess"),
    path("reports/<uuid:pk>/assess/rest/", reviewer.confirm_rest, name="confirm_rest"),
    path("reports/<uuid:pk>/assess/summary/", reviewer.summary, name="summary"),
    path("reports/<uuid:pk>/assess/<uuid:finding>/", reviewer.assess_finding, name="assess_finding"),
    path("reports/<uuid:pk>/decision/", reviewer.propose, name="propose"),
    path("action-plans/<uuid:pk>/", plans.plan, name="plan"),
    path("action-plans/<uuid:pk>/review/", reviewer.review_plan, name="review_plan"),
    path("action-plans/<uuid:pk>/review/rest/", reviewer.accept_rest, name="accept_rest"),
    path("action-plans/items/<uuid:pk>/", plans.item, name="item"),
    path("action-plans/items/<uuid:pk>/evidence/", plans.add_evidence, name="add_evidence"),
    path("action-plans/items/<uuid:pk>/explanation/", plans.explain, name="explain"),
    path("action-plans/items/<uuid:pk>/verdict/", reviewer.judge, name="judge"),
    path("applications/<uuid:pk>/denial/", decisions.propose_denial, name="propose_denial"),
    path("applications/<uuid:pk>/appeal/", appeals.file_appeal, name="file_appeal"),
    path("appeals/<uuid:pk>/", appeals.appeal, name="appeal"),
    path("appeals/<uuid:pk>/evidence/", appeals.evidence, name="appeal_evidence"),
    path("appeals/<uuid:pk>/hearing/day/", appeals.hearing_day, name="appeal_hearing_day"),
    path("appeals/<uuid:pk>/hearing/", appeals.hearing, name="appeal_hearing"),
    path("appeals/<uuid:pk>/vote/", appeals.vote, name="appeal_vote"),
    path("appeals/<uuid:pk>/withdraw/", appeals.withdraw, name="appeal_withdraw"),
    path("appeals/<uuid:pk>/people/", naming.people, {"kind": "appeals"}, name="appeals_people"),
    path("appeals/<uuid:pk>/people/<uuid:person>/off/", naming.take_off, {"kind": "appeals"}, name="appeals_take_off"),
    path("appeals/<uuid:pk>/step-off/", naming.step_off, {"kind": "appeals"}, name="appeals_step_off"),
    path("decisions/<uuid:pk>/", decisions.decision, name="decision"),
    path("decisions/<uuid:pk>/release/", decisions.release, name="release"),
    path("decisions/<uuid:pk>/undo/", decisions.undo, name="undo"),
    path("certifications/<uuid:pk>/", certifications.certification, name="certification"),
    path("certifications/<uuid:pk>/wish/", certifications.wish, name="wish"),
    path("certifications/<uuid:pk>/surrender/", certifications.surrender, name="surrender"),
    path("register/", public.register, name="register"),
    path("verify/", public.check, name="check"),
    path("verify/<str:number>/", public.verify, name="verify"),
]
