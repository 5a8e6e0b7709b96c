from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig
from django.contrib.admin.sites import site
from django.utils.module_loading import autodiscover_modules


class DeskConfig(AppConfig):
    name = "qcp.desk"
    default_auto_field = "django.db.models.BigAutoField"


class DeskAdminConfig(SimpleAdminConfig):
    """Django's admin, with the QCP staff's desk as its site: only what our apps put into their `desk`."""

    default_site = "qcp.desk.site.Desk"

    def ready(self):
        """Each app registers its records in its `desk` package."""
        super().ready()
        autodiscover_modules("desk", register_to=site)
