from django.apps import AppConfig


class WatchConfig(AppConfig):
    name = "qcp.watch"
    default_auto_field = "django.db.models.BigAutoField"
