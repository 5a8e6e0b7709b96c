from . import message  # noqa: F401
