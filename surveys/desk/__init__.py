from . import roster, surveys

__all__ = ["roster", "surveys"]
