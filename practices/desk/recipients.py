"""Recipients at the desk: opened by one person, confirmed by another; their tokens made, replaced and ended."""

from django import forms
from django.contrib import admin, messages
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from practices.actions import recipients as actions
from practices.actions.recipients import new_secret
from practices.models import Recipient
from qcp.desk.admin import ReadOnlyAdmin
from qcp.web.pages import outcome


class RecipientForm(forms.ModelForm):
    """Two names that differ only in their blanks are one name."""

    class Meta:
        model = Recipient
        fields = ["name", "kind", "email"]
        widgets = {"email": forms.EmailInput(attrs={"autocomplete": "off", "class": "vTextField"})}

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())


class WebhookForm(forms.Form):
    """Empty: none."""

    url = forms.URLField(required=False, max_length=200, assume_scheme="https")


ACTS = {
    "confirm": (actions.confirm, "{} is confirmed. Practices can choose it from now on."),
    "close": (actions.close, "{} is closed. Nothing goes to it any more."),
    "revoke-tokens": (actions.revoke_tokens, "No token of {} works any more."),
}


@admin.register(Recipient)
class RecipientAdmin(ReadOnlyAdmin):
    """One writes it down here; everything after that is an act of its own."""

    list_display = ["name", "kind", "email", "standing"]
    list_filter = ["kind"]
    search_fields = ["name", "email"]
    form = RecipientForm
    change_form_template = "admin/practices/recipient.html"

    def has_add_permission(self, request):
        return request.user.is_staff

    def get_urls(self):
        one = "<uuid:pk>/"
        return [
            path(f"{one}token/", self.admin_site.admin_view(self.token_view), name="practices_recipient_token"),
            path(f"{one}webhook/", self.admin_site.admin_view(self.webhook_view), name="practices_recipient_webhook"),
            path(f"{one}act/<slug:act>/", self.admin_site.admin_view(self.act_view), name="practices_recipient_act"),
            *super().get_urls(),
        ]

    def save_model(self, request, obj, form, change):
        """Adding is the act `open_recipient`; there is no other way to type here."""
        obj.opened_by = request.user
        opened = actions.open_recipient(by=request.user, **form.cleaned_data)
        obj.pk, obj.opened_at, obj._state.adding = opened.pk, opened.opened_at, False

    def log_addition(self, request, obj, message):
        """The recipient's own row says who opened it."""

    def change_view(self, request, object_id, form_url="", extra_context=None):
        recipient = self.get_object(request, object_id)
        tokens = recipient.tokens.select_related("made_by") if recipient else ()
        return super().change_view(request, object_id, form_url, {"recipient": recipient, "tokens": tokens})

    def act_view(self, request, pk, act):
        recipient = self.get_queryset(request).filter(pk=pk).first()
        if recipient is None or act not in ACTS or request.method != "POST":
            raise Http404
        function, words = ACTS[act]
        with outcome(request, success=words.format(recipient)):
            function(recipient, by=request.user)
        return redirect(self.page_of(recipient))

    def token_view(self, request, pk):
        """A new token, on this one page and never again."""
        recipient = self.get_queryset(request).filter(pk=pk).first()
        if recipient is None or request.method != "POST":
            raise Http404
        with outcome(request) as done:
            token = actions.make_token(recipient, by=request.user)
        if not done:
            return redirect(self.page_of(recipient))
        messages.success(request, f"{recipient} has a new token.")
        context = {**self.admin_site.each_context(request), "opts": self.opts, "recipient": recipient, "token": token}
        return TemplateResponse(request, "admin/practices/token.html", context)

    def webhook_view(self, request, pk):
        """Where changes are sent; the secret that signs them is made anew and shown on this one page."""
        recipient = self.get_queryset(request).filter(pk=pk).first()
        if recipient is None or request.method != "POST":
            raise Http404
        form = WebhookForm(request.POST)
        if not form.is_valid():
            messages.error(request, "Write a whole address that begins with https://, or leave it empty to end it.")
            return redirect(self.page_of(recipient))
        secret, url = new_secret(), form.cleaned_data["url"]
        with outcome(request, success=f"Changes are sent to {url}." if url else "Nothing is sent any more.") as done:
            actions.set_webhook(recipient, url=url, secret=secret, by=request.user)
        if not (done and url):
            return redirect(self.page_of(recipient))
        context = {**self.admin_site.each_context(request), "opts": self.opts, "recipient": recipient}
        return TemplateResponse(request, "admin/practices/token.html", {**context, "secret": secret})

    def page_of(self, recipient) -> str:
        return reverse("admin:practices_recipient_change", args=[recipient.pk])
