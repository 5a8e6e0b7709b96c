from . import job  # noqa: F401
