from . import roster, surveys, wordings

__all__ = ["roster", "surveys", "wordings"]
