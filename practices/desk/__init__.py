from . import practice, scores, webinars  # noqa: F401  each registers itself
