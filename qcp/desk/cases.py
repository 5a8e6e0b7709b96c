"""Pages of the desk about a whole case."""

from django.http import Http404
from django.template.response import TemplateResponse

from qcp.access.confidential import closed_to_the_rest
from qcp.workflow.models import Case

from .timeline import KINDS, events, verdict


def timeline(request, pk, *, site):
    """The case from its latest event to its first; a person who may see none of its records finds nothing."""
    case = Case.objects.exclude(recusals__user=request.user).exclude(closed_to_the_rest(request.user, "pk"))
    case = case.filter(pk=pk).first()
    seen = events(case, request.user) if case else []
    if not any(event.kind == "move" for event in seen):
        raise Http404
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    counts = [(key, words, sum(event.kind == key for event in seen)) for key, words in KINDS.items()]
    request.shown_list = (f"Timeline of case {case.pk}", len(seen))
    context = {
        **site.each_context(request),
        "case": case,
        "title": "Timeline",
        "events": [event for event in seen if kind in ("", event.kind)],
        "all": len(seen),
        "counts": counts,
        "kind": kind,
        "broken": verdict(case),
    }
    return TemplateResponse(request, "admin/workflow/timeline.html", context)
