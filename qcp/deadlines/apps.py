from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "qcp.deadlines"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import checks  # noqa: F401, PLC0415  registers itself; models must be loaded first
