"""The QCP staff's desk: 404 for anyone but staff and managers."""

from django.contrib.admin import AdminSite


class Desk(AdminSite):
    site_header = "QCP staff desk"
    site_title = "QCP desk"
    index_title = "What needs the office"
