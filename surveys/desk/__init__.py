from . import calibration, feedback, roster, surveys, wordings

__all__ = ["calibration", "feedback", "roster", "surveys", "wordings"]
