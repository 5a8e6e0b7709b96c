from . import practice, recipients, scores, webinars  # noqa: F401  each registers itself
