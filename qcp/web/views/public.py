"""Pages for everybody: what the program is, its policies with their clocks, help, and whether the portal is well."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.shortcuts import render

from qcp import leaving
from qcp.web.clocks import written_clocks
from qcp.web.milestones import MILESTONES
from qcp.web.pages import page
from qcp.web.policy_words import POLICIES


@login_not_required
@page
def front(request):
    return render(request, "web/front.html", {"milestones": MILESTONES})


@login_not_required
@page
def policies(request):
    clocks = written_clocks()
    of_policy = {policy.slug: [each for each in clocks if each.kind in policy.clocks] for policy in POLICIES}
    policies = [(policy, of_policy[policy.slug]) for policy in POLICIES]
    return render(request, "web/policies.html", {"clocks": clocks, "policies": policies})


@login_not_required
@page
def assistance(request):
    return render(request, "web/help.html")


@login_not_required
@page
def healthz(request):
    """The portal answers and its database with it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database unavailable", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@page
def readyz(request):
    """Ready to be sent visitors: the database answers, no migration is waiting, and the process is not leaving."""
    if leaving.since is not None:
        return HttpResponse("leaving", status=503, content_type="text/plain")
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return HttpResponse("database unavailable", status=503, content_type="text/plain")
    answer, status = ("migrations waiting", 503) if waiting else ("ready", 200)
    return HttpResponse(answer, status=status, content_type="text/plain")
