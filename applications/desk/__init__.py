from . import invoice  # noqa: F401  registers itself
