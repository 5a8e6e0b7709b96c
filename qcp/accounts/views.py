"""One's own account, and invitations."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from qcp.web.pages import button, form_page, outcome, page

from . import actions, policies
from .forms import InviteForm, NewcomerForm
from .models import Invitation, User

LAST = 10  # sign-ins shown to their person


@page
def me(request):
    """What the portal knows of one's account, with links to change it."""
    known = {"has_second_step": is_mfa_enabled(request.user), "sign_ins": request.user.sign_ins.all()[:LAST]}
    return render(request, "accounts/me.html", known)


@form_page
def invitations(request):
    """The office invites its own people, surveyors, reviewers and council members."""
    form = InviteForm(request.POST or None)
    if form.is_valid():
        with outcome(request, success=f"An invitation is on its way to {form.cleaned_data['email']}.") as done:
            actions.invite(form.cleaned_data.pop("email"), by=request.user, **form.cleaned_data)
        if done:
            return redirect("accounts:invitations")
    waiting = Invitation.objects.visible_to(request.user).open().for_list()
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/invitations.html", {"form": form, "waiting": waiting}, status=status)


@button
def withdraw(request, pk):
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user), pk=pk)
    with outcome(request, success=f"The invitation of {invitation.email} no longer works."):
        actions.withdraw(invitation)
    return redirect("accounts:invitations")


@page
def people(request):
    """Every account, for the office."""
    shown = Paginator(User.objects.visible_to(request.user).for_list(), 50).get_page(request.GET.get("page"))
    context = {"shown": shown, "may_close": policies.may_close_accounts(request.user)}
    return render(request, "accounts/people.html", context)


@button
def close(request, pk):
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    with outcome(request, success=f"The account of {person} is closed."):
        actions.close_account(person, by=request.user)
    return redirect("accounts:people")


@button
def reopen(request, pk):
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    with outcome(request, success=f"The account of {person} is open again."):
        actions.open_account(person, by=request.user)
    return redirect("accounts:people")


@login_not_required
@form_page
def invitation(request, token):
    """Where the letter leads: to a new account, or to joining with the one that the address has."""
    found = Invitation.objects.behind(token)
    if found is None:
        return render(request, "accounts/invitation_gone.html", status=404)
    if User.objects.filter(email__iexact=found.email).exists():
        return join(request, found)
    form = NewcomerForm(request.POST or None, email=found.email, initial={"name": found.name})
    if form.is_valid():
        with outcome(request, success="Your account is ready. Sign in to begin.") as done:
            actions.accept_as_newcomer(found, **form.cleaned_data)
        if done:
            return redirect("account_login")
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/invitation.html", {"invitation": found, "form": form}, status=status)


def join(request, found):
    """With an account, one press of a button after signing in."""
    if not request.user.is_authenticated:
        messages.info(request, f"{found.email} has an account already. Sign in to accept the invitation.")
        return redirect(f"/accounts/login/?next={request.path}")
    if request.method == "POST":
        with outcome(request, success="You accepted the invitation.") as done:
            actions.accept(found, by=request.user)
        if done:
            return redirect("web:home")
    return render(request, "accounts/invitation_join.html", {"invitation": found})
