from . import rights  # noqa: F401
