"""How the lists of the desk are narrowed before anybody asks."""

from django.contrib import admin

from qcp.workflow.moves import steps


def going_on(model) -> set[str]:
    """States out of which somebody, not only the portal, can make a move: read from the machine."""
    return {step.source for step in steps(model) if step.custom["who"] != "system"}


class GoingOn(admin.SimpleListFilter):
    """Hides what nobody can act on, until all is asked for, a state is chosen, or something is searched for."""

    title, parameter_name = "shown", "show"

    def lookups(self, request, model_admin):
        return [("all", "All, ended ones too")]

    def choices(self, changelist):
        first, *rest = super().choices(changelist)
        return [{**first, "display": "What somebody can act on"}, *rest]

    def queryset(self, request, queryset):
        asked = any(name == "q" or name.startswith("state") for name in request.GET if request.GET[name])
        whole = self.value() == "all" or asked
        return queryset if whole else queryset.filter(state__in=going_on(queryset.model))
