"""Throw-away databases get their tables straight from the models, which is ten times faster than the migrations."""


class FromModels:
    """For MIGRATION_MODULES: no app has any. The guards are then installed by `triggers.install_all`."""

    def __contains__(self, app):
        return True

    def __getitem__(self, app):
        return None
