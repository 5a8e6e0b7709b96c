from . import openings  # noqa: F401
