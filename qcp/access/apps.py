from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "qcp.access"
    default_auto_field = "django.db.models.BigAutoField"
