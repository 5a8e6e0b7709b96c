from . import measures, organisation_change, practice, recipients, scores, waivers, webinars  # noqa: F401  each registers itself
