"""Editions of the standards at the desk: brought in from a file, reworded as a draft, published, compared."""

from django.contrib import admin
from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from applications.actions import catalogue, editions
from applications.catalogue.rows import read
from applications.forms.editions import CatalogueForm, PublishForm, StandardForm
from applications.models import Edition, Standard
from applications.queries.crosswalk import counted, crossings
from qcp import clock
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.desk.admin import ReadOnlyAdmin
from qcp.web.pages import outcome

IMPORT = "applications_edition_import"
ACTS = {"revise": "A draft of the next text was begun.", "publish": "Published.", "discard": "The draft is given up."}


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "effective_on", "standing", "text_from", "rows", "bound"]
    change_list_template = "applications/desk/editions.html"

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .select_related("written_by")
            .annotate(
                row_count=Count("standards", distinct=True), application_count=Count("applications", distinct=True)
            )
        )

    def get_urls(self):
        view, own = self.admin_site.admin_view, "applications_edition_"
        return [
            path("import/", view(self.import_view), name=IMPORT),
            path("<int:pk>/since/<int:since>/", view(self.crosswalk_view), name=f"{own}crosswalk"),
            path("<int:pk>/text/<slug:act>/", view(require_POST(self.act_view)), name=f"{own}act"),
            *super().get_urls(),
        ]

    @admin.display(description="rows", ordering="row_count")
    def rows(self, edition):
        return edition.row_count

    @admin.display(description="applications", ordering="application_count")
    def bound(self, edition):
        return edition.application_count

    @admin.display(description="standing")
    def standing(self, edition):
        return standing_of(edition)

    def import_view(self, request):
        """A file: every row with its verdict first, and only then taken in, in whole or not at all."""
        form = CatalogueForm(request.POST or None, request.FILES or None)
        context, failed = {"form": form}, request.method == "POST"
        if failed and form.is_valid():
            found = read(form.content)
            catalogue.compare(found)
            if "apply" in request.POST and not found.refused:
                with outcome(request, success="Brought in.") as done:
                    catalogue.bring_in(found)
                if done:
                    return redirect("admin:applications_edition_changelist")
            verdicts = list(found.verdicts.values())
            context = {"form": form.kept(), "found": found, "verdicts": verdicts, "counts": by_verdict(verdicts)}
            failed = bool(found.refused)
        return self.answer(request, "edition_import", {**context, "failed": failed}, failed)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """One edition: its rows, what it continues, its other texts, and what can be done with it."""
        edition = self.edition(request, object_id)
        context = {
            "edition": edition,
            "standing": standing_of(edition),
            "rows": edition.standards.for_list(),
            "others": self.get_queryset(request).exclude(pk=edition.pk),
            "publish_form": PublishForm() if edition.is_draft else None,
            "may_revise": edition.application_count and not later_texts(edition),
        }
        return self.answer(request, "edition", context)

    def act_view(self, request, pk, act):
        edition = self.edition(request, pk)
        if act not in ACTS:
            raise Http404
        with outcome(request, success=ACTS[act]) as done:
            made = self.text_after(act, edition, request)
        if done:
            self.log_change(request, made or edition, [{"changed": {"name": act, "object": str(edition)}}])
            return redirect("admin:applications_edition_change", made.pk) if made else redirect(self.list_url())
        return redirect("admin:applications_edition_change", edition.pk)

    def text_after(self, act, edition, request):
        if act == "publish":
            return editions.publish(edition, by=request.user, changes=request.POST.get("changes", "")[:1000])
        return editions.revise(edition, by=request.user) if act == "revise" else editions.discard(edition)

    def crosswalk_view(self, request, pk, since):
        edition, earlier = self.edition(request, pk), self.edition(request, since)
        rows = crossings(edition, earlier)
        context = {"edition": edition, "since": earlier, "crossings": rows, "counts": counted(rows)}
        return self.answer(request, "crosswalk", context)

    def edition(self, request, pk) -> Edition:
        found = self.get_queryset(request).filter(pk=pk if str(pk).isdigit() else 0).first()
        if found is None:
            raise Http404
        return found

    def list_url(self) -> str:
        return reverse("admin:applications_edition_changelist")

    def answer(self, request, name, context, failed=False):
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"applications/desk/{name}.html", context, status=422 if failed else 200)


def later_texts(edition):
    return Edition.objects.filter(code=edition.code, version__gt=edition.version).exists()


def standing_of(edition) -> str:
    """What it means for a submission of today, in words."""
    today = clock.today()
    if edition.is_draft:
        return "Draft: not in force"
    if edition.effective_on > today:
        return f"From {edition.effective_on:%B %-d, %Y}"
    newest = Edition.objects.in_force(today)
    if newest == edition:
        until = deadlines.due_on(Kind.EDITION_CHOICE, newest.effective_on)
        return f"In force; until {until:%B %-d, %Y} the one before may be chosen" if until >= today else "In force"
    if later_texts(edition):
        return "An earlier text, kept for what was judged by it"
    before = Edition.objects.effective(today).filter(effective_on__lt=newest.effective_on).first()
    until = deadlines.due_on(Kind.EDITION_CHOICE, newest.effective_on)
    return f"May be chosen until {until:%B %-d, %Y}" if before == edition and until >= today else "No longer in force"


def by_verdict(verdicts) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in verdicts:
        found[each.verdict] = found.get(each.verdict, 0) + 1
    return found


@admin.register(Standard)
class StandardAdmin(ReadOnlyAdmin):
    """Its words can be changed as long as no application is bound to its edition; then in a draft of the next text."""

    list_display = ["edition", "code", "title", "applies_if", "is_rated", "content_status"]
    list_filter = ["edition", "domain", "applies_if", "is_rated"]
    list_select_related = ["edition"]
    search_fields = ["code", "title", "paraphrase"]

    def has_change_permission(self, request, obj=None):
        return request.user.is_staff and obj is not None and not obj.edition.is_in_use

    def get_form(self, request, obj=None, **kwargs):
        return StandardForm if self.has_change_permission(request, obj) else super().get_form(request, obj, **kwargs)

    def get_fields(self, request, obj=None):
        names = StandardForm._meta.fields
        editable = self.has_change_permission(request, obj)
        return ["edition", "code", *(names if editable else ["seen_by" if n == "evidence" else n for n in names])]

    def get_readonly_fields(self, request, obj=None):
        editable = self.has_change_permission(request, obj)
        return ["edition", "code"] if editable else self.get_fields(request, obj)

    @admin.display(description="evidence")
    def seen_by(self, standard):
        return "; ".join(standard.evidence_names)

    def save_model(self, request, obj, form, change):
        editions.reword(obj, **{name: form.cleaned_data[name] for name in form.changed_data})
