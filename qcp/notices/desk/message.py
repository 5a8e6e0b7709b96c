"""Every letter, to look up what was said to whom, when, and whether it arrived."""

from django.contrib import admin

from qcp.desk.admin import ReadOnlyAdmin
from qcp.notices.models import Attempt, Message


class TriesInline(admin.TabularInline):
    model = Attempt
    fields = readonly_fields = ("number", "at", "provider", "outcome", "note", "error")
    extra = 0
    can_delete = False
    verbose_name_plural = "Tries to send it"

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    list_display = ["subject", "address", "delivery", "created_at", "sent_at", "first_viewed_at", "notice", "edition"]
    list_filter = ["delivery", "notice"]
    search_fields = ["subject", "address"]
    inlines = [TriesInline]

    def view_on_site(self, letter):
        return letter.get_office_url()

    def get_fields(self, request, obj=None):
        """A letter with a key to an account shows no text and no link."""
        hidden = {"body", "url"} if obj is None or obj.is_private else set()
        return [name for name in super().get_fields(request, obj) if name not in hidden | {"facts"}]

    def get_queryset(self, request):
        return Message.objects.for_office(request.user)
