"""Plaques on the desk: handed to the engraver, shipped, or cancelled."""

from django.contrib import admin
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse

from compliance.actions import plaques
from compliance.models import PlaqueOrder
from compliance.queries.certificate import engraving_sheet
from qcp.desk.admin import ReadOnlyAdmin
from qcp.documents.downloads import SEALED
from qcp.documents.pdf import render_pdf
from qcp.web.pages import outcome

ACTS = {
    "engraver": (lambda order, given: plaques.send_to_engraver(order, **given(())), "Noted: with the engraver."),
    "ship": (lambda order, given: plaques.ship(order, **given(("carrier", "tracking"))), "Noted: shipped."),
    "cancel": (lambda order, given: plaques.cancel(order, **given(("note",))), "Cancelled."),
}


class Stage(admin.SimpleListFilter):
    """Told by the dates, so it is asked of them."""

    title, parameter_name = "how far it is", "stage"
    wanted = {
        "ordered": {"cancelled_on": None, "in_work_on": None},
        "in_work": {"cancelled_on": None, "in_work_on__isnull": False, "shipped_on": None},
        "shipped": {"cancelled_on": None, "shipped_on__isnull": False},
        "cancelled": {"cancelled_on__isnull": False},
    }

    def lookups(self, request, model_admin):
        return [("ordered", "Ordered"), ("in_work", "With the engraver"), ("shipped", "Shipped"),
                ("cancelled", "Cancelled")]  # fmt: skip

    def queryset(self, request, queryset):
        return queryset.filter(**self.wanted.get(self.value(), {}))


@admin.register(PlaqueOrder)
class PlaqueOrderAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "name_line", "ordered_on", "in_work_on", "shipped_on", "cancelled_on"]
    list_filter = [Stage]
    list_select_related = ["certification__practice"]
    search_fields = ["certification__number", "certification__practice__legal_name", "name_line"]
    change_form_template = "admin/compliance/plaque.html"
    fields = ["certification", "ordered_by", "ordered_on", "in_work_on", "shipped_on", "carrier", "tracking",
              "cancelled_on", "cancelled_why"]  # fmt: skip

    def get_urls(self):
        act, sheet = self.admin_site.admin_view(self.act_view), self.admin_site.admin_view(self.sheet_view)
        return [
            path("<uuid:pk>/act/<slug:act>/", act, name="compliance_plaqueorder_act"),
            path("<uuid:pk>/sheet.pdf", sheet, name="compliance_plaqueorder_sheet"),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        order = self.get_object(request, object_id)
        return super().change_view(request, object_id, form_url, {"order": order, **(extra_context or {})})

    def sheet_view(self, request, pk):
        """What the engraver gets: the lines as they shall be read, and where the plaque goes."""
        order = self.get_queryset(request).filter(pk=pk, cancelled_on=None).first()
        if order is None or request.method not in ("GET", "HEAD"):
            raise Http404
        title = f"Plaque for {order.certification.number}"
        named = {"Content-Disposition": f'attachment; filename="plaque-{order.certification.number}.pdf"'}
        content = render_pdf("engraving", engraving_sheet(order), title)
        return HttpResponse(content, content_type="application/pdf", headers=SEALED | named)

    def act_view(self, request, pk, act):
        """One press, with what it asks for."""
        order = self.get_queryset(request).filter(pk=pk).first()
        if order is None or act not in ACTS or request.method != "POST":
            raise Http404
        do, success = ACTS[act]
        with outcome(request, success=success):
            do(order, lambda names: {"by": request.user, **{name: request.POST.get(name, "")[:500] for name in names}})
        return redirect(reverse("admin:compliance_plaqueorder_change", args=[order.pk]))
