"""What anyone may know: the register of those who want to be in it, and the check of a certificate's number."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from compliance.forms.register import NumberForm, SearchForm
from compliance.queries import in_public
from compliance.queries.register import listed_by_state, listed_sites, standing, statement
from compliance.signing import published, sign
from qcp import clock
from qcp.web.pages import page
from qcp.web.pictures.tiles import tile_map
from qcp.web.rates import within

CHECKS_PER_MINUTE = 30
SITES_PER_PAGE = 50
SCRIPT = Path(__file__).resolve().parent.parent / "offline" / "check_statement.py"


@login_not_required
@page
def register(request):
    form = SearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    sites = Paginator(listed_sites(**asked), SITES_PER_PAGE).get_page(request.GET.get("page"))
    states = tile_map(listed_by_state(), url=reverse("compliance:register"), chosen=asked.get("state", ""))
    return render(request, "compliance/register.html", {"search": form, "sites": sites, "map": states})


@login_not_required
@page
def figures(request):
    """How the program keeps its own dates, and what practices miss."""
    return render(request, "compliance/figures.html", {"tallies": [in_public.promises(), in_public.missed()]})


@login_not_required
@page
def check(request):
    """A number typed from paper leads to its page."""
    form = NumberForm(request.GET or None)
    if form.is_valid():
        return redirect("compliance:verify", form.cleaned_data["number"])
    return render(request, "compliance/check.html", {"form": form})


@login_not_required
@page
def verify(request, number):
    """Whoever holds a certificate learns how it stands, listed or not."""
    if not within(request, "verify", per_minute=CHECKS_PER_MINUTE):
        return render(request, "compliance/verify_later.html", status=429)
    found = standing(number)
    template = "compliance/verify.html" if found else "compliance/verify_unknown.html"
    return render(request, template, {"found": found, "today": clock.today()}, status=200 if found else 404)


@login_not_required
@page
def signed(request, number):
    """The same as the check page says, as a statement that can be checked without us."""
    if not within(request, "verify", per_minute=CHECKS_PER_MINUTE):
        return JsonResponse({"detail": "Many certificates were checked from your address. Wait a minute."}, status=429)
    found = standing(number)
    if found is None:
        return JsonResponse({"detail": "No certificate has this number."}, status=404)
    return JsonResponse({"statement": sign({"iat": int(clock.now().timestamp()), "certificate": statement(found)})})


@login_not_required
@page
def status_key(request):
    """The public keys of signed statements: today's first, then former ones."""
    return JsonResponse(published())


@login_not_required
@page
def offline(request):
    """How a signed statement is checked without us."""
    return render(
        request, "compliance/offline.html", {"keys_url": f"{settings.BASE_URL}{reverse('compliance:status-key')}"}
    )


@login_not_required
@page
def offline_script(request):
    """The program that does it, to be read before it is run."""
    named = {"Content-Disposition": f'attachment; filename="{SCRIPT.name}"'}
    return HttpResponse(SCRIPT.read_bytes(), content_type="text/x-python; charset=utf-8", headers=named)
