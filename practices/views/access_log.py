"""Who from outside the practice opened its records and files, and who took them along."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from qcp.access.models import Opening
from qcp.web.pages import page

from ..models import Practice

LINES = 50


@page
def access_log(request, pk):
    practice = get_object_or_404(Practice.objects.visible_to(request.user), pk=pk)
    only_files = request.GET.get("show") == "downloads"
    log = Opening.objects.of_practice(practice)
    log = log.filter(act=Opening.Act.DOWNLOADED) if only_files else log
    context = {"practice": practice, "only_files": only_files}
    context["log"] = Paginator(log, LINES).get_page(request.GET.get("page"))
    return render(request, "practices/access_log.html", context)
