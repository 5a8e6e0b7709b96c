"""All the machines of the portal, found by their models: slugs, states, moves, histories."""

from django.apps import apps

from .moves import steps


def models() -> list:
    """Every workflow model, in the order of the apps."""
    return [model for model in apps.get_models() if getattr(model, "slug", "") and hasattr(model, "guards_passed")]


def model_of(slug: str):
    """The model of a workflow by its slug; None for a slug that nobody declared."""
    return next((model for model in models() if model.slug == slug), None)


def history_of(model):
    """The model of a workflow's lines of history."""
    return model._meta.get_field("history").related_model


def described(model) -> dict:
    """A machine as `manage.py workflows --json` prints it: states, and per move every state that it may start from."""
    moves: dict[tuple[str, str], dict] = {}
    for step in steps(model):
        entry = {"name": step.name, "from": [], "to": step.target, "who": step.custom["who"]}
        moves.setdefault((step.name, step.target), entry)["from"].append(step.source)
    return {
        "slug": model.slug,
        "states": [value for value, _ in model._meta.get_field("state").choices],
        "moves": list(moves.values()),
    }
