"""From a move to its button: its own page where it asks for more, else one plain address for all workflows."""

import inspect

from django.apps import apps
from django.urls import reverse

from qcp.workflow.actions import action
from qcp.workflow.models import WorkflowModel
from qcp.workflow.moves import steps

GIVEN = {"by", "note"}


def model_of(slug: str) -> type[WorkflowModel] | None:
    """The workflow model of that slug."""
    for model in apps.get_models():
        if issubclass(model, WorkflowModel) and model.slug == slug:
            return model
    return None


def is_plain(record, move: str) -> bool:
    """Does the move exist, and need nothing beyond who acts and perhaps why?"""
    if move not in {step.name for step in steps(type(record))}:
        return False
    try:
        parameters = inspect.signature(action(record, move)).parameters.values()
    except (AttributeError, ModuleNotFoundError):
        return False  # declared, but nothing acts on it yet
    return all(p.name in GIVEN or p.default is not p.empty for p in parameters if p.kind is p.KEYWORD_ONLY)


def address(record, move: str) -> str:
    """Where a button leads: the record's own page for the move (`record.page_for(move)`) or the plain address."""
    return own_page(record, move) or (
        reverse("web:move", args=[record.slug, record.pk, move]) if is_plain(record, move) else ""
    )


def own_page(record, move: str) -> str:
    return record.page_for(move) if hasattr(record, "page_for") else ""
