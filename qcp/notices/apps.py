from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "qcp.notices"
    default_auto_field = "django.db.models.BigAutoField"
