"""Addresses of applications and their steps."""

from django.urls import path

from .views import (
    agreements,
    autosave,
    extension,
    invoices,
    payment,
    policies,
    practice,
    proof,
    public,
    returned,
    review,
    steps,
)

app_name = "applications"

urlpatterns = [
    path("what-you-will-need/", public.what_you_need, name="what-you-need"),
    path("what-you-will-need/form/", public.blank_form, name="blank-form"),
    path("what-you-will-need/form.pdf", public.blank_form_pdf, name="blank-form-pdf"),
    path("practices/<uuid:pk>/apply/", practice.open_application, name="open"),
    path("applications/<uuid:pk>/", practice.detail, name="detail"),
    path("applications/<uuid:pk>/steps/eligibility/proof/", proof.proof, name="proof"),
    path("applications/<uuid:pk>/steps/agreements/<slug:topic>/signed.pdf", agreements.signed, name="signed"),
    path("applications/<uuid:pk>/steps/agreements/<slug:topic>/", agreements.agreement, name="agreement"),
    path("applications/<uuid:pk>/steps/payment/", payment.payment, name="payment"),
    path("applications/<uuid:pk>/steps/policies/", policies.step, name="policies"),
    path("applications/<uuid:pk>/steps/<slug:slug>/", steps.step, name="step"),
    path("applications/<uuid:pk>/steps/<slug:slug>/autosave/", autosave.autosave, name="autosave"),
    path("applications/<uuid:pk>/steps/<slug:slug>/reply/", returned.reply, name="reply"),
    path("applications/<uuid:pk>/steps/<slug:slug>/<slug:topic>/", steps.topic, name="topic"),
    path("applications/<uuid:pk>/check/", practice.check, name="check"),
    path("applications/<uuid:pk>/submit/", practice.submit, name="submit"),
    path("applications/<uuid:pk>/receipt/", practice.receipt, name="receipt"),
    path("applications/<uuid:pk>/edition/", practice.edition, name="edition"),
    path("applications/<uuid:pk>/not-eligible/", review.not_eligible, name="not-eligible"),
    path("applications/<uuid:pk>/return/", review.return_, name="return"),
    path("applications/<uuid:pk>/start-over/", practice.start_over, name="start-over"),
    path("applications/<uuid:pk>/extension/", extension.extension, name="extension"),
    path("applications/<uuid:pk>/extension/received/", extension.received, name="extension-received"),
    path("extensions/<uuid:pk>/withdraw/", extension.withdraw, name="extension-withdraw"),
    path("applications/<uuid:pk>/withdraw/", practice.withdraw, name="withdraw"),
    path("invoices/<uuid:pk>/", invoices.invoice, name="invoice"),
    path("invoices/<uuid:pk>.pdf", invoices.invoice_pdf, name="invoice-pdf"),
    path("invoices/<uuid:pk>/refund/", invoices.propose_refund, name="propose-refund"),
    path("applications/<uuid:pk>/policies/", policies.reading, name="policies-reading"),
    path("policy-documents/<uuid:pk>/", policies.detail, name="policy"),
    path("policy-documents/<uuid:pk>/replace/", policies.replace, name="policy-replace"),
    path("policy-documents/<uuid:pk>/covers/", policies.cite, name="policy-cite"),
    path("policy-documents/<uuid:pk>/covers/<int:citation>/take-out/", policies.uncite, name="policy-uncite"),
]
