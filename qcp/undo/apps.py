from django.apps import AppConfig


class UndoConfig(AppConfig):
    name = "qcp.undo"
