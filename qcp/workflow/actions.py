"""From a record and the name of a move to the function that makes it."""

from importlib import import_module


def action(subject, move: str):
    """The action function of a move: `action(application, "submit")(application, by=user)`."""
    module = import_module(type(subject).actions)
    return getattr(module, move, None) or getattr(module, f"{move}_")
