from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NoticesConfig(AppConfig):
    name = "qcp.notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Know every kind of letter, from each app's `notices.py`."""
        autodiscover_modules("notices")
