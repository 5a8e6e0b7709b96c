"""What goes to a recipient about a practice: its certification status, written by the app that knows it."""

from django.utils.module_loading import import_string

# Imports run one way, so the one who knows is named here: `statuses(practices) -> {practice.pk: payload}`.
STATUSES = "compliance.queries.status.statuses"


def payloads(practices) -> dict:
    """Practice id -> exactly what would go today, with as many questions to the database for one as for many."""
    return import_string(STATUSES)(list(practices))


def payload_of(practice) -> dict:
    return payloads([practice])[practice.pk]
